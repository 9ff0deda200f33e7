import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon.paths.ts';
import classes from './StatusBadge.module.css';

export type Tone = 'positive' | 'neutral' | 'info' | 'warning' | 'danger';

const looks = {
  positive: ['green', 'checkCircle'],
  neutral: ['gray', 'clock'],
  info: ['petrol', 'info'],
  warning: ['amber', 'alert'],
  danger: ['red', 'close'],
} as const satisfies Record<Tone, [colour: string, icon: IconName]>;

/** A state in words, with a shape and a colour that repeat it. */
export function StatusBadge({ tone, icon, children }: { tone: Tone; icon?: IconName; children: ReactNode }) {
  const [colour, stockIcon] = looks[tone];
  return (
    <Badge color={colour} size="lg" leftSection={<Icon name={icon ?? stockIcon} size="sm" />} className={classes.badge}>
      {children}
    </Badge>
  );
}
