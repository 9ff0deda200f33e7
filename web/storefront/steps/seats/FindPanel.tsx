import { useMemo, useState } from 'react';
import { quotedIn, ruleFor, seatPrices } from '../../app/prices.ts';
import { useCart, useShop, useText } from '../../app/state.ts';
import { askFor } from '../../buying/asks.ts';
import css from '../../buying/buying.module.css';
import { Fault } from '../../buying/Fault.tsx';
import { useNames } from '../../buying/useNames.ts';
import { CheckField, SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { bandsOf } from './bands.ts';
import { OptionCard } from './OptionCard.tsx';
import type { Holding } from './SeatsStep.tsx';
import { useSeatSearch } from './useSeatSearch.ts';

/** Seats for all games that have none yet: the same ones in all, or the best of each. */
export function FindPanel({ holding }: { holding: Holding }) {
  const { cart } = useCart();
  const { t } = useText();
  const names = useNames();
  const [priceCode, setPriceCode] = useState('');
  const [isSame, setSame] = useState(true);
  const events = cart?.events ?? [];
  const pending = useMemo(
    () => (cart?.events ?? []).filter(({ state }) => state === 'pending').map(({ eventCode }) => eventCode),
    [cart],
  );
  const bands = useBands(pending);
  const search = {
    eventCodes: pending,
    priceCodes: priceCode === '' ? null : [priceCode],
    same: isSame,
    anchor: null,
    limit: 4,
  };
  const { found, isLooking, problem } = useSeatSearch(search, cart?.version ?? 0);
  const isAll = pending.length === events.length;
  const options = found?.options ?? [];
  return (
    <section className={css.panel} aria-labelledby="find-title">
      <h2 id="find-title">{t(isAll ? 'seats.find_title' : 'seats.find_rest', { count: pending.length })}</h2>
      <div className={css.fields}>
        {bands.length > 1 && <PriceField bands={bands} value={priceCode} onChange={setPriceCode} />}
        {pending.length > 1 && (
          <CheckField
            label={t('seats.same')}
            hint={t('seats.same_hint')}
            checked={isSame}
            onChange={({ target }) => setSame(target.checked)}
          />
        )}
      </div>
      <p className="hidden" role="status">
        {isLooking ? t('seats.looking') : t('seats.found', { count: options.length })}
      </p>
      {problem !== null && <Fault problem={problem} />}
      {isLooking && found === null && <Skeleton label={t('seats.looking')} blocks={4} />}
      {!isLooking && problem === null && options.length === 0 && <Notice tone="warn" title={t('seats.none')} />}
      {found !== null && options.length > 0 && found.missingEventCodes.length > 0 && (
        <Notice tone="warn">
          {t('seats.none_for', { events: found.missingEventCodes.map((code) => names.event(code).name).join(', ') })}
        </Notice>
      )}
      <ul className={css.options} aria-busy={isLooking || undefined}>
        {options.map((option) => (
          <OptionCard
            key={JSON.stringify(option)}
            option={option}
            isSame={isSame}
            isBusy={holding.isRunning}
            onHold={() => void holding.hold(askFor(option.events))}
          />
        ))}
      </ul>
    </section>
  );
}

type PriceFieldProps = { bands: ReturnType<typeof useBands>; value: string; onChange: (priceCode: string) => void };

function PriceField({ bands, value, onChange }: PriceFieldProps) {
  const { t, money } = useText();
  return (
    <SelectField label={t('seats.price')} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{t('seats.any_price')}</option>
      {bands.map(({ priceCode, leastCents, mostCents }) => (
        <option key={priceCode} value={priceCode}>
          {leastCents === mostCents
            ? t('buy.each', { price: money(leastCents) })
            : t('buy.each_span', { least: money(leastCents), most: money(mostCents) })}
        </option>
      ))}
    </SelectField>
  );
}

/** What a seat costs at the games, by the rule that prices the cart; nothing of a cart with an offer of its own. */
function useBands(eventCodes: readonly string[]) {
  const shop = useShop();
  const { cart } = useCart();
  return useMemo(() => {
    const quoted = quotedIn(shop);
    const isIts = shop.offer.state === 'open' && cart?.program.id === shop.offer.release.programId;
    if (quoted === null || cart === null || !isIts) return [];
    const { packId, packageId, events } = cart;
    const rule = ruleFor(quoted, { packId, packageId }, events.length);
    return bandsOf(eventCodes.map((code) => seatPrices(shop, rule, code)));
  }, [shop, cart, eventCodes]);
}
