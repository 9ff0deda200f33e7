import { useEffect, useState } from 'react';
import { useApp, useCartPart } from './state.ts';
import { useStore } from './store.ts';

/** Milliseconds between tries while the server cannot be reached. */
const pause = 4_000;

/** False while something the page needs cannot be fetched. Nothing is known of it on the server. */
export function useIsOnline(): boolean {
  const { router } = useApp();
  const isOffline = useCartPart((state) => state.isOffline);
  const { isStuck } = useStore(router.place);
  const [isOnline, setOnline] = useState(true);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    look();
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOnline && !isOffline && !isStuck;
}

/** Tries again by itself as long as something failed: as soon as there is a connection, else every few seconds. */
export function useRetry(hasFailed: boolean, act: () => unknown): void {
  useEffect(() => {
    if (!hasFailed) return;
    const again = () => void act();
    const timer = setInterval(again, pause);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [hasFailed, act]);
}

/** Resolves when the browser says that it is online again, or when it is time to look anyway. */
export function untilOnline(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = setTimeout(end, pause);
    window.addEventListener('online', end);
  });
}

export async function isReachable(): Promise<boolean> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  return answer !== null;
}
