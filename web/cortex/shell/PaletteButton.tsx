import { Kbd } from '@mantine/core';
import { Icon } from '../../ui/Icon.tsx';
import classes from './PaletteButton.module.css';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  return (
    <button type="button" className={classes.button} onClick={onOpen} aria-keyshortcuts="Control+K Meta+K">
      <Icon name="search" />
      <span className={classes.words}>Go to a store or screen</span>
      <Kbd size="xs" className={classes.keys}>
        {isApple ? '⌘ K' : 'Ctrl K'}
      </Kbd>
    </button>
  );
}
