import { Text } from '@mantine/core';
import classes from './charts.module.css';
import { shareInWords } from './scale.ts';

type Stage = { name: string; count: number };

type Props = {
  title: string;
  stages: readonly Stage[];
  /** What the shares are of; the first stage when it is not said. */
  whole?: number;
};

/** How many came how far: each stage beside its count and its share. It is words and numbers by itself. */
export function FunnelChart({ title, stages, whole = stages[0]?.count ?? 0 }: Props) {
  const most = Math.max(1, whole, ...stages.map(({ count }) => count));
  return (
    <figure className={classes.chart} aria-label={title}>
      <ol className={classes.funnel}>
        {stages.map(({ name, count }) => (
          <li key={name} className={classes.stage}>
            <Text span>{name}</Text>
            <span className={classes.track} aria-hidden="true">
              <span
                className={classes.bar}
                style={{ display: 'block', width: `max(${count === 0 ? 0 : 2}px, ${(100 * count) / most}%)` }}
              />
            </span>
            <span className={classes.numbers}>
              <strong>{count.toLocaleString('en')}</strong>
              <Text span c="dimmed">
                {shareInWords(count, whole)}
              </Text>
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
