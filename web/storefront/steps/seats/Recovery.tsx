import { type ReactNode, useMemo } from 'react';
import { useApp, useCart, useText } from '../../app/state.ts';
import { type Ask, askFor, type NotHeld } from '../../buying/asks.ts';
import css from '../../buying/buying.module.css';
import { useNames } from '../../buying/useNames.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import type { Holding } from './SeatsStep.tsx';
import { useSeatSearch } from './useSeatSearch.ts';

/** What could not be held or was lost, and what the fan may have instead: the same price first, another only by choice. */
export function Recovery({ holding }: { holding: Holding }) {
  const { cart } = useCart();
  const { t } = useText();
  const names = useNames();
  const refused = holding.refused.filter(({ eventCode }) => isPending(cart, eventCode));
  const lost = (cart?.notices ?? []).flatMap((notice) =>
    notice.code === 'seats.lost' &&
    isPending(cart, notice.eventCode) &&
    !refused.some(({ eventCode }) => eventCode === notice.eventCode)
      ? [notice]
      : [],
  );
  const count = refused.length + lost.length;
  if (holding.isRunning || count === 0) return null;
  const onHold = (asks: Ask[]) => void holding.hold(asks);
  const event = names.eventAndDay([...refused, ...lost][0]?.eventCode ?? '');
  const one = lost.length === 0 ? t('seats.refused_title', { event }) : t('seats.lost_now', { event });
  return (
    <Notice tone="warn" title={count === 1 ? one : t('seats.refused_many', { count })} isNews>
      <ul className={count === 1 ? undefined : css.rows}>
        {refused.map((game) => (
          <Game key={game.eventCode} eventCode={game.eventCode} isOne={count === 1}>
            <Refused refused={game} onHold={onHold} />
          </Game>
        ))}
        {lost.map(({ eventCode, seats: [first] }) => (
          <Game key={eventCode} eventCode={eventCode} isOne={count === 1}>
            {first !== undefined && <Lost eventCode={eventCode} block={first} onHold={onHold} />}
          </Game>
        ))}
      </ul>
    </Notice>
  );
}

/** Named unless the notice itself names it. */
function Game({ eventCode, isOne, children }: { eventCode: string; isOne: boolean; children: ReactNode }) {
  const names = useNames();
  return (
    <li className={isOne ? undefined : css.row}>
      <div className={css.tight}>
        {!isOne && <p className={css.name}>{names.eventAndDay(eventCode)}</p>}
        {children}
      </div>
    </li>
  );
}

type Cart = ReturnType<typeof useCart>['cart'];

function isPending(cart: Cart, eventCode: string): boolean {
  return cart?.events.find((one) => one.eventCode === eventCode)?.state === 'pending';
}

const why = {
  seats_gone: 'seats.refused_gone',
  add_on_gone: 'seats.refused_add_on',
  price_changed: 'seats.refused_price',
  not_on_sale: 'seats.refused_sale',
  waiting: 'seats.refused_other',
  refused: 'seats.refused_other',
} as const;

function Refused({ refused, onHold }: { refused: NotHeld; onHold: (asks: Ask[]) => void }) {
  const { t } = useText();
  const { eventCode, reason, alternatives } = refused;
  const sorted = useMemo(
    () => alternatives.toSorted((a, b) => Number(b.isSamePrice) - Number(a.isSamePrice)),
    [alternatives],
  );
  return (
    <>
      <p>{t(why[reason])}</p>
      <Alternatives
        eventCode={eventCode}
        options={sorted.map(({ block, priceCode, amountCents, isSamePrice }) => ({
          block,
          priceCode,
          eachCents: amountCents,
          isSamePrice,
        }))}
        onHold={onHold}
      />
    </>
  );
}

type Option = {
  block: NotHeld['alternatives'][number]['block'];
  priceCode: string;
  eachCents: number;
  isSamePrice: boolean;
};

function Alternatives({
  eventCode,
  options,
  onHold,
}: {
  eventCode: string;
  options: readonly Option[];
  onHold: (asks: Ask[]) => void;
}) {
  const { t, money } = useText();
  const names = useNames();
  if (options.length === 0) return <p>{t('seats.near_none')}</p>;
  return (
    <>
      <p className={css.name}>{t('seats.nearest')}</p>
      <ul className={css.tight}>
        {options.map(({ block, priceCode, eachCents, isSamePrice }) => (
          <li key={JSON.stringify(block)} className={css.acts}>
            <Button look="quiet" onClick={() => onHold(askFor([{ eventCode, block, priceCode }]))}>
              {names.block(block)}
            </Button>
            <span>
              {t('buy.each', { price: money(eachCents) })}
              {isSamePrice && <strong className={css.good}> · {t('seats.same_price')}</strong>}
            </span>
          </li>
        ))}
      </ul>
      {names.event(eventCode).venueId !== null && (
        <p>
          <ButtonLink to={{ step: 'seats', eventCode }} look="plain">
            {t('seats.choose')}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

/** Seats that were the fan's and are gone: the nearest to them now. */
function Lost({
  eventCode,
  block,
  onHold,
}: {
  eventCode: string;
  block: Option['block'];
  onHold: (asks: Ask[]) => void;
}) {
  const { t } = useText();
  const { cart } = useApp();
  const near = { eventCodes: [eventCode], priceCodes: null, same: true, anchor: { eventCode, block }, limit: 4 };
  const best = { eventCodes: [eventCode], priceCodes: null, same: false, anchor: null, limit: 4 };
  const version = cart.state.get().cart?.version ?? 0;
  const [first, second] = [useSeatSearch(near, version), useSeatSearch(best, version)];
  const found = [...(first.found?.options ?? []), ...(second.found?.options ?? [])].flatMap(({ events }) => events);
  // what was just lost may still be free in our copy
  const others = found.filter((one) => !isTouching(one.block, block));
  const options = [...new Map(others.map((one) => [JSON.stringify(one.block), one])).values()].slice(0, 3);
  if (first.isLooking || second.isLooking) return <Spinner label={t('seats.looking')} />;
  return (
    <Alternatives
      eventCode={eventCode}
      options={options.map(({ block: one, priceCode, eachCents }) => ({
        block: one,
        priceCode,
        eachCents,
        isSamePrice: false,
      }))}
      onHold={onHold}
    />
  );
}

function isTouching(one: Option['block'], other: Option['block']): boolean {
  const isSameRow = one.sectionName === other.sectionName && one.rowName === other.rowName;
  return isSameRow && one.firstSeat <= other.lastSeat && other.firstSeat <= one.lastSeat;
}
