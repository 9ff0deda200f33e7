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

/** Making a format takes a hundred times as long as using it, and a table has one instant or two in each row. */
const formats = new Map<string, Intl.DateTimeFormat>();

export function formatInstant(at: string, zone?: string, style: Props['style'] = 'minute'): string {
  const key = `${style} ${zone}`;
  const format = formats.get(key) ?? makeFormat(zone, style);
  formats.set(key, format);
  return format.format(new Date(at));
}

function makeFormat(zone: string | undefined, style: keyof typeof timeStyles): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    dateStyle: 'medium',
    ...timeStyles[style],
    ...(zone !== undefined && { timeZone: zone }),
  });
}
