import classes from './seat-map.module.css';
import type { SeatForm, SeatPattern, Tone } from './types.ts';

export type LegendItem = {
  mark: SeatForm | 'taken' | 'mine';
  tone?: Tone;
  pattern?: SeatPattern | undefined;
  label: string;
  /** Pressing the item shows only what it stands for, or all again. */
  press?: { isPressed: boolean; onPress: () => void } | undefined;
};

/** What the forms and colours of seats say. */
export function Legend({ items, label }: { items: readonly LegendItem[]; label: string }) {
  return (
    <ul className={`${classes.map} ${classes.legend}`} aria-label={label}>
      {items.map((item) => (
        <li key={`${item.mark} ${item.label}`}>
          {item.press === undefined ? (
            <Said item={item} />
          ) : (
            <button type="button" aria-pressed={item.press.isPressed} onClick={item.press.onPress}>
              <Said item={item} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ item }: { item: LegendItem }) {
  return (
    <>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <Mark {...item} />
      </svg>
      {item.label}
    </>
  );
}

const patterns: Record<SeatPattern, string> = {
  dot: 'M8 5.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 1 0 0-5.2z',
  bar: 'M3 6.8h10v2.4h-10z',
  cross: 'M6.8 3h2.4v3.8h3.8v2.4h-3.8v3.8h-2.4v-3.8h-3.8v-2.4h3.8z',
};

/** A seat as the canvas draws it. */
function Mark({ mark, tone = 2, pattern }: LegendItem) {
  const fill = `var(--seat-map-tone-${tone})`;
  if (mark === 'free') {
    return (
      <>
        <circle cx="8" cy="8" r="7" fill={fill} />
        {pattern !== undefined && <path d={patterns[pattern]} fill="var(--seat-map-surface)" />}
      </>
    );
  }
  if (mark === 'accessible') {
    return <path d="M8 0l8 8-8 8-8-8zM8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 1 0 0-5.4z" fill={fill} fillRule="evenodd" />;
  }
  if (mark === 'other')
    return <circle cx="8" cy="8" r="5.5" fill="none" stroke="var(--seat-map-other)" strokeWidth="1.5" />;
  if (mark === 'taken') return <rect x="5.5" y="5.5" width="5" height="5" fill="var(--seat-map-taken)" />;
  return (
    <>
      <rect width="16" height="16" rx="3.5" fill="var(--seat-map-mine)" />
      <path
        d="M4.2 8.3l2.9 2.9 4.9-6"
        fill="none"
        stroke="var(--seat-map-on-mine)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </>
  );
}
