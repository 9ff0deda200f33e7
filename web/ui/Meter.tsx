import { Text } from '@mantine/core';
import classes from './Meter.module.css';

type Props = {
  label: string;
  used: number;
  most: number;
  /** Where on the scale something ends, with its words. */
  marks?: readonly { at: number; words: string }[];
};

/** How much of a quantity is used, with lines where shares of it end. The words beside it say the same. */
export function Meter({ label, used, most, marks = [] }: Props) {
  const share = (value: number) => `${Math.min(100, (100 * value) / most)}%`;
  const isHigh = marks.some(({ at }) => used >= at) || used >= most;
  return (
    <div>
      <div className={classes.head}>
        <Text fw={550}>{label}</Text>
        <Text>
          {whole(used)} of {whole(most)}
        </Text>
      </div>
      <meter className="flex-visually-hidden" aria-label={label} min={0} max={most} value={Math.min(used, most)} />
      <div className={classes.scale} aria-hidden="true">
        <div className={classes.used} data-high={isHigh} style={{ width: share(used) }} />
        {marks.map(({ at, words }) => (
          <span key={words} className={classes.mark} style={{ left: share(at) }} title={words} />
        ))}
      </div>
      {marks.length > 0 && (
        <ul className={classes.words}>
          {marks.map(({ at, words }) => (
            <li key={words}>
              {words} {whole(at)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function whole(value: number): string {
  return value.toLocaleString('en');
}
