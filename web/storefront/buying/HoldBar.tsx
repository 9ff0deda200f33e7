import { useEffect, useState } from 'react';
import { type Reader, useCart, useShop, useText } from '../app/state.ts';
import { classes } from '../ui/classes.ts';
import css from './buying.module.css';
import { announcement, clockText, secondsLeft } from './countdown.ts';
import { measureClock, serverNow } from './server-clock.ts';
import { clockTime } from './when.ts';

/** Seconds at which the end is near. */
const near = 120;

/** How long the seats are held, by the vendor's instant. It is read out a few times only. */
export function HoldBar() {
  const { cart, refresh } = useCart();
  const { locale } = useShop();
  const { t } = useText();
  const until = cart?.state === 'holding' && cart.expiresAt !== null ? Date.parse(cart.expiresAt) : null;
  const { left, said } = useSecondsLeft(until, refresh);
  if (until === null || left === null) return null;
  return (
    <div className={classes(css.held, left <= near && css.ending)}>
      <span>{t('held.left')}</span>
      <strong className={css.clock} role="timer" aria-label={t('held.left')} aria-live="off">
        {clockText(left)}
      </strong>
      <span className={classes(css.muted, css.small)}>{t('held.until', { time: clockTime(until, locale) })}</span>
      <span className="hidden" role="status">
        {left === 0 ? t('held.over') : said === null ? '' : sayLeft(said, t)}
      </span>
    </div>
  );
}

function sayLeft(seconds: number, t: Reader['t']): string {
  return seconds < 60
    ? t('held.said_seconds', { count: seconds })
    : t('held.said_minutes', { count: Math.round(seconds / 60) });
}

/** `onEnd` runs once when it is over, and the moment after, when the server has seen it too. */
function useSecondsLeft(until: number | null, onEnd: () => Promise<void>) {
  const [left, setLeft] = useState<number | null>(null);
  const [said, setSaid] = useState<number | null>(null);
  useEffect(() => {
    if (until === null) return setLeft(null);
    void measureClock();
    let before: number | null = null;
    let ends = 0;
    const look = () => {
      const now = secondsLeft(until, serverNow());
      const say = announcement(before, now);
      if (say !== null) setSaid(say);
      before = now;
      setLeft(now);
      if (now === 0 && ends < 5) {
        ends += 1;
        void onEnd();
      }
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [until, onEnd]);
  return { left, said };
}
