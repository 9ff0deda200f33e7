import { useEffect, useState } from 'react';
import { useText } from '../state.ts';
import { useIsOnline } from '../useConnection.ts';
import css from './Connection.module.css';

/** Milliseconds the good news stays. */
const shownFor = 4_000;

/** Says that there is no connection, and when it is back. It lies over the page, so that nothing moves. */
export function Connection() {
  const { t } = useText();
  const isOnline = useIsOnline();
  const [isBack, setBack] = useState(false);
  const [wasOnline, setWasOnline] = useState(isOnline);
  if (wasOnline !== isOnline) {
    setWasOnline(isOnline);
    setBack(isOnline);
  }
  useEffect(() => {
    if (!isBack) return;
    const timer = setTimeout(() => setBack(false), shownFor);
    return () => clearTimeout(timer);
  }, [isBack]);
  return (
    <div role="status" className={css.place}>
      {!isOnline && <p className={css.said}>{t('shell.offline')}</p>}
      {isOnline && isBack && <p className={css.said}>{t('shell.online')}</p>}
    </div>
  );
}
