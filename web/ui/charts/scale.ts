const wantedTicks = 4;

/** Round steps of an axis from zero to at least `most`: 1, 2 or 5 times a power of ten, none smaller than `least`. */
export function ticksOf(most: number, least = 1): number[] {
  if (most <= 0) return [0, 1];
  const rough = Math.max(least, most / wantedTicks);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * (1 - 1e-9)) ?? rough;
  const ticks: number[] = [];
  for (let at = 0; at < Math.ceil(most / step - 1e-9) + 1; at += 1) ticks.push(at * step);
  return ticks;
}

/** Which of so many labels to write when each needs some room: every so many, from the first on. */
export function everyNth(count: number, width: number, room: number): number {
  if (count === 0 || width <= 0) return 1;
  return Math.max(1, Math.ceil((count * room) / width));
}

export type Series = { name: string; values: readonly number[] };

/** At most so many series: the smallest are added up under `rest`. */
export function fewest(series: readonly Series[], most: number, rest: string): Series[] {
  if (series.length <= most) return [...series];
  const sum = ({ values }: Series) => values.reduce((total, value) => total + value, 0);
  const ranked = new Set(series.toSorted((one, other) => sum(other) - sum(one)).slice(0, most - 1));
  const others = series.filter((one) => !ranked.has(one));
  const values = (series[0]?.values ?? []).map((_, at) =>
    others.reduce((total, one) => total + (one.values[at] ?? 0), 0),
  );
  return [...series.filter((one) => ranked.has(one)), { name: rest, values }];
}

/** The most a chart must show: of the sums at each place when stacked, else of single values. */
export function mostOf(series: readonly Series[], isStacked: boolean): number {
  const length = series[0]?.values.length ?? 0;
  let most = 0;
  for (let at = 0; at < length; at += 1) {
    const values = series.map(({ values: own }) => own[at] ?? 0);
    most = Math.max(most, isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values));
  }
  return most;
}

/** A share in whole per cent; a dash where there is nothing to have a share of. */
export function shareInWords(part: number, whole: number): string {
  if (whole === 0) return '–';
  const share = (100 * part) / whole;
  return share > 0 && share < 1 ? 'under 1 %' : `${Math.round(share)} %`;
}
