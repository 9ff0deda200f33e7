type Props = {
  /** An instant of the contract. */
  at: string;
  /** The store's zone on a store's screen; else the reader's own. */
  zone?: string;
  style?: 'day' | 'minute' | 'second';
};

/** An instant in words, with its zone; the exact instant is in the tooltip. */
export function When({ at, zone, style = 'minute' }: Props) {
  return (
    <time dateTime={at} title={at}>
      {formatInstant(at, zone, style)}
    </time>
  );
}

const timeStyles = { day: {}, minute: { timeStyle: 'short' }, second: { timeStyle: 'medium' } } as const;

export function formatInstant(at: string, zone?: string, style: Props['style'] = 'minute'): string {
  return new Intl.DateTimeFormat('en', {
    dateStyle: 'medium',
    ...timeStyles[style],
    ...(zone !== undefined && { timeZone: zone }),
  }).format(new Date(at));
}
