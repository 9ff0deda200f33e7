import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon.paths.ts';
import classes from './StatusBadge.module.css';

export type Tone = 'positive' | 'neutral' | 'info' | 'warning' | 'danger';

const stockIcons: Readonly<Record<Tone, IconName>> = {
  positive: 'checkCircle',
  neutral: 'clock',
  info: 'info',
  warning: 'alert',
  danger: 'close',
};

/** A state in words, with a shape and a colour that repeat it. Lists have hundreds: a plain element, not the kit's. */
export function StatusBadge({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon name={icon ?? stockIcons[tone]} size="sm" />
      {children}
    </span>
  );
}
