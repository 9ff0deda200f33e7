import { useEffect, useState } from 'react';
import { type Reader, useCart, useText } from '../../app/state.ts';
import css from '../../buying/buying.module.css';
import { secondsLeft } from '../../buying/countdown.ts';
import { measureClock, serverNow } from '../../buying/server-clock.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import type { Holding } from './SeatsStep.tsx';

/** How far holding is; in line at the box office, how long it still takes. It is read out where nothing comes and goes. */
export function HoldProgress({ holding: { isRunning, done, total, line } }: { holding: Holding }) {
  const { t } = useText();
  const { cart } = useCart();
  const seconds = useSeconds(line?.retryAt ?? null);
  const isAllHeld = cart?.state === 'holding' && cart.events.every(({ state }) => state === 'held');
  const held = isAllHeld ? t('seats.done') : '';
  const progress = line === null ? t('seats.holding', { done, total }) : sayLine(line.place, t);
  return (
    <>
      <p className="hidden" role="status">
        {isRunning ? progress : held}
      </p>
      {isRunning && <Shown {...{ line, seconds, progress }} />}
    </>
  );
}

type ShownProps = Pick<Holding, 'line'> & { seconds: number; progress: string };

function Shown({ line, seconds, progress }: ShownProps) {
  const { t } = useText();
  if (line !== null) {
    return (
      <Notice tone="info" title={t('seats.line_title')}>
        <p>{progress}</p>
        <p className={css.name}>{t('seats.line_again', { seconds })}</p>
      </Notice>
    );
  }
  return (
    <p className={`${css.held} ${css.busy}`}>
      <Spinner />
      {progress}
    </p>
  );
}

function sayLine(place: number, t: Reader['t']): string {
  return place === 0 ? t('seats.line_next') : t('seats.line', { place });
}

function useSeconds(until: string | null): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === null) return;
    void measureClock();
    const look = () => setLeft(secondsLeft(Date.parse(until), serverNow()));
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
