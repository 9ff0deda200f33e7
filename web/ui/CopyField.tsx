import { Button, CopyButton, Group } from '@mantine/core';
import classes from './CopyField.module.css';
import { Icon } from './Icon.tsx';

/** A value to take elsewhere, with a button that copies it and says so. */
export function CopyField({ label, value }: { label: string; value: string }) {
  return (
    <Group gap="xs" wrap="nowrap" className={classes.field}>
      <output aria-label={label} className={classes.value}>
        {value}
      </output>
      <CopyButton value={value} timeout={2_000}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            size="xs"
            onClick={copy}
            leftSection={<Icon name={copied ? 'check' : 'copy'} size="sm" />}
            aria-live="polite"
          >
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
