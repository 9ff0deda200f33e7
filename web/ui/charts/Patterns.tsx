/** What each series is filled with: a colour and a drawing, so that the colour is never alone. */
export const mostSeries = 6;

const drawings = [
  null,
  'M-2 6 6 -2M2 10 10 2',
  'M4 2.5v3M2.5 4h3',
  'M0 4h8',
  'M4 0v8',
  'M-2 2 6 10M2 -2 10 6M-2 6 6 -2M2 10 10 2',
] as const;

export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {drawings.map((drawing, at) => (
        <pattern
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
          key={at}
          id={`${id}-${at}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
        >
          <rect width="8" height="8" style={{ fill: `var(--series-${at})` }} />
          {drawing !== null && (
            <path d={drawing} style={{ stroke: 'var(--flex-surface)' }} strokeWidth="1.6" strokeOpacity="0.85" />
          )}
        </pattern>
      ))}
    </defs>
  );
}

export function fillOf(id: string, at: number): string {
  return `url(#${id}-${at % mostSeries})`;
}

/** The piece of a series in the legend. */
export function Swatch({ id, at }: { id: string; at: number }) {
  return (
    <svg width="16" height="12" aria-hidden="true" focusable="false">
      <rect width="16" height="12" rx="2" fill={fillOf(id, at)} />
    </svg>
  );
}
