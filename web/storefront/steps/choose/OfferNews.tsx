import { gameIn } from '../../app/games.ts';
import { useCart, useShop, useText } from '../../app/state.ts';
import { Notice } from '../../ui/Notice.tsx';

/** What has become of the choice because the team changed its offer. */
export function OfferNews() {
  const shop = useShop();
  const { cart } = useCart();
  const { t } = useText();
  const news = cart?.notices.find(({ code }) => code === 'offer.changed');
  if (news === undefined || news.code !== 'offer.changed') return null;
  const told = new Map(cart?.names?.events.map(({ code, name }) => [code, name]));
  const names = news.lostEventCodes.map((code) => told.get(code) ?? gameIn(shop, code)?.name ?? code);
  return (
    <Notice tone="warn" isNews title={t('news.title')}>
      <p>
        {news.isChoiceLost
          ? t('news.choice_lost')
          : names.length > 0
            ? t('news.games_lost', { count: names.length, games: names.join(', ') })
            : t('news.still_fits')}
      </p>
    </Notice>
  );
}
