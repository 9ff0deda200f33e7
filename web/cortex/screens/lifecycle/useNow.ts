import { useEffect, useState } from 'react';
import type { Board } from './lifecycleApi.ts';

type Read = { data: Board | undefined; dataUpdatedAt: number };

/**
 * The server's clock in UTC milliseconds, kept going by ours: what is active goes by it, however wrong a browser's
 * clock is. Ticks each second, or as often as is said.
 */
export function useNow({ data, dataUpdatedAt }: Read, everyMilliseconds = 1_000): number {
  const ahead = data === undefined ? 0 : Date.parse(data.now) - dataUpdatedAt;
  const [own, setOwn] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setOwn(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return Math.max(own, dataUpdatedAt) + ahead;
}

/** A switch that was planned makes no news when its time comes: `reread` is called then. */
export function useAtNextSwitch(board: Board | undefined, reread: () => void) {
  const nextAt = board === undefined ? null : nextSwitchAt(board);
  const wait = board === undefined || nextAt === null ? null : Date.parse(nextAt) - Date.parse(board.now);
  useEffect(() => {
    if (wait === null || wait > longestTimer) return;
    const timer = setTimeout(reread, Math.max(0, wait) + 500);
    return () => clearTimeout(timer);
  }, [wait, reread]);
}

/** Browsers take no longer ones; pages are not open for weeks. */
const longestTimer = 2_000_000_000;

/** When something else will be active; null when nothing is planned. */
export function nextSwitchAt({ active, future }: Pick<Board, 'active' | 'future'>): string | null {
  return active === null ? (future[0]?.startsAt ?? null) : active.endsAt;
}
