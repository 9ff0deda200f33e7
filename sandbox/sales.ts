import { type Random, wholeNumber } from './random.ts';
import type { Acts } from './types.ts';

/** Other channels that sell in the background, up to four seats of one event at a time. */
export type Sales = { perMinute: () => number; set: (perMinute: number) => void };

export function makeSales(acts: Acts, random: Random): Sales {
  let rate = 0;
  let timer: NodeJS.Timeout | null = null;
  const next = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (rate === 0) return;
    timer = setTimeout(sell, (60_000 / rate) * (0.5 + random()));
    timer.unref();
  };
  const sell = () => {
    acts.sellByOthers({ count: wholeNumber(random, 1, 4) });
    next();
  };
  return {
    perMinute: () => rate,
    set(perMinute) {
      rate = perMinute;
      next();
    },
  };
}
