import { useEffect, useRef } from 'react';
import { sessionEvents } from '../../api/client.ts';
import { followNews } from './news.ts';
import { keepPin } from './pin.ts';
import { useApp, useShop } from './state.ts';

/** What an open page does by itself: asks who is here and what they chose, and hears news. */
export function useLife() {
  const app = useApp();
  const { copy, isPreview } = useShop();
  useEffect(() => {
    const stopFollowing = app.router.follow();
    if (isPreview) return stopFollowing;
    void app.fan.refresh();
    void app.cart.refresh();
    const stopPinning = keepPin(app);
    const stopHearing = followNews(app);
    // another tab, or time, may have changed what this one shows
    const look = async () => {
      await app.cart.flush();
      await Promise.all([app.cart.refresh(), app.fan.refresh()]);
    };
    const onTurn = () => void (document.visibilityState === 'hidden' ? app.cart.flush() : look());
    const onOnline = () => void look();
    const onEnded = () => void app.fan.refresh();
    document.addEventListener('visibilitychange', onTurn);
    window.addEventListener('online', onOnline);
    sessionEvents.addEventListener('fan_ended', onEnded);
    return () => {
      stopFollowing();
      stopPinning();
      stopHearing();
      document.removeEventListener('visibilitychange', onTurn);
      window.removeEventListener('online', onOnline);
      sessionEvents.removeEventListener('fan_ended', onEnded);
    };
  }, [app, isPreview]);
  const worn = useRef(copy);
  useEffect(() => {
    if (worn.current === copy) return;
    worn.current = copy;
    // of a version whose files are gone the colours stay until the page is loaded anew
    void import('./brand.ts').then(({ wearBrand }) => wearBrand(copy)).catch(() => {});
  }, [copy]);
}
