import { useSyncExternalStore } from 'react';
import { ageInWords } from './age.ts';
import { formatInstant } from './When.tsx';

const tickMilliseconds = 10_000;

type Props = {
  at: string;
  zone?: string;
  /** In the place of how long ago it was, for something that was to come. */
  past?: string;
};

/** How long ago an instant was or until it comes, kept true while it is shown; the instant itself is in the tooltip. */
export function Age({ at, zone, past }: Props) {
  const now = useSyncExternalStore(onTick, readClock);
  const isPast = past !== undefined && Date.parse(at) <= now;
  return (
    <time dateTime={at} title={formatInstant(at, zone, 'second')}>
      {isPast ? past : ageInWords(at, now)}
    </time>
  );
}

/** The clock as something that ticks: in whole seconds, so that it stands still while a page is drawn. */
function readClock(): number {
  return Math.floor(Date.now() / 1_000) * 1_000;
}

/** One timer for all ages on the screen. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function onTick(told: () => void) {
  listeners.add(told);
  timer ??= setInterval(() => {
    for (const listener of listeners) listener();
  }, tickMilliseconds);
  return () => {
    listeners.delete(told);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
