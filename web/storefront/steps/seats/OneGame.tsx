import { useMemo, useState } from 'react';
import { priceUnder } from '../../../../shared/rules/price-rules.ts';
import type { SeatFacts } from '../../../ui/seat-map/index.ts';
import { quotedIn, ruleFor } from '../../app/prices.ts';
import { useCart, useShop, useText } from '../../app/state.ts';
import { askFor } from '../../buying/asks.ts';
import { useNames } from '../../buying/useNames.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { gamesAlike } from './alike.ts';
import { looksOf, type PriceOf, sectionFacts, sortsOf } from './looks.ts';
import { PickBar } from './PickBar.tsx';
import { Places } from './Places.tsx';
import { type Pick, pickAround } from './pick.ts';
import { SameInAll } from './SameInAll.tsx';
import type { Holding } from './SeatsStep.tsx';
import { type EventSeats, useEventSeats } from './useEventSeats.ts';

/** One game: its map and its list of seats, to choose the fan's own. */
export function OneGame({ eventCode, holding }: { eventCode: string; holding: Holding }) {
  const { t } = useText();
  const names = useNames();
  const { venueId } = names.event(eventCode);
  const back = (
    <p>
      <ButtonLink to={{ step: 'seats', eventCode: null }} look="quiet" size="small">
        {t('seats.back')}
      </ButtonLink>
    </p>
  );
  if (venueId === null) {
    return (
      <>
        {back}
        <Notice title={t('seats.map_later')} />
      </>
    );
  }
  return (
    <>
      {back}
      <Seats eventCode={eventCode} venueId={venueId} holding={holding} />
    </>
  );
}

function Seats({ eventCode, venueId, holding }: { eventCode: string; venueId: string; holding: Holding }) {
  const { t } = useText();
  const seats = useEventSeats(eventCode, venueId);
  if (seats.step === 'loading') return <Skeleton label={t('seats.looking')} blocks={6} />;
  if (seats.step === 'failed') {
    return (
      <Notice
        tone="bad"
        title={t('seats.map_failed')}
        actions={<Button onClick={seats.again}>{t('act.retry')}</Button>}
      />
    );
  }
  return <Picking eventCode={eventCode} seats={seats} holding={holding} />;
}

type There = Extract<EventSeats, { step: 'there' }>;

function Picking({ eventCode, seats, holding }: { eventCode: string; seats: There; holding: Holding }) {
  const { t } = useText();
  const { cart } = useCart();
  const { field, map } = seats;
  const priceOf = usePriceOf(eventCode);
  const [sectionName, setSection] = useState<string | null>(null);
  const [pick, setPick] = useState<Pick | null>(null);
  const [isRefused, setRefused] = useState(false);
  const [isSame, setSame] = useState(false);
  const { partySize = 1, accessibleSeats = 0 } = cart ?? {};
  const { sorts, looks, facts } = useKinds(seats, priceOf, accessibleSeats);
  const onPick = (seat: number) => {
    if (pick?.seats.has(seat) === true) return setPick(null);
    const found = pickAround(field, sorts, seat, { size: partySize, accessible: accessibleSeats });
    setRefused(found === null);
    if (found !== null) setPick(found);
  };
  const describe = useDescribe(sorts, priceOf);
  const alike = pick === null ? [] : gamesAlike(cart?.events ?? [], eventCode, pick.block);
  const hold = async () => {
    if (pick === null) return;
    const isHeld = await holding.hold(askFor([{ eventCode, block: pick.block, priceCode: pick.priceCode }]));
    setPick(null);
    if (!isHeld) seats.again();
  };
  return (
    <>
      <Places
        {...{ field, map, looks, facts, sectionName, describe, onPick, priceOf, sorts }}
        mine={pick?.seats ?? none}
        party={partySize}
        onSection={setSection}
      />
      <PickBar
        {...{ pick, priceOf }}
        hint={isRefused ? t('seats.no_block', { count: partySize }) : t('seats.pick_first', { count: partySize })}
        isHolding={holding.isRunning}
        onSame={alike.length > 1 ? () => setSame(true) : null}
        onHold={() => void hold()}
      />
      {isSame && pick !== null && (
        <SameInAll
          anchor={{ eventCode, block: pick.block }}
          eventCodes={alike}
          holding={holding}
          onClose={() => setSame(false)}
        />
      )}
    </>
  );
}

/** A seat in words. */
function useDescribe(sorts: ReturnType<typeof sortsOf>, priceOf: PriceOf) {
  const { t, money } = useText();
  const names = useNames();
  return ({ sectionName: section, rowName, seatNumber, kind, isMine, isAtAisle }: SeatFacts) => {
    const sort = kind === null ? undefined : sorts[kind];
    const cents = sort === undefined ? null : priceOf(sort.priceCode);
    return [
      t('seats.told', { section: names.section(section), row: rowName, seat: seatNumber }),
      ...(isMine ? [t('seats.told_mine')] : []),
      ...(kind === null ? [t('seats.told_taken')] : []),
      ...(sort?.isAccessible === true ? [t('seats.told_accessible')] : []),
      ...(sort !== undefined && !sort.isSold ? [t('seats.told_other')] : []),
      ...(cents === null ? [] : [money(cents)]),
      ...(isAtAisle ? [t('seats.told_aisle')] : []),
    ].join(', ');
  };
}

const none: ReadonlySet<number> = new Set();

function useKinds({ field, seats }: There, priceOf: PriceOf, accessible: number) {
  const { offer } = useShop();
  return useMemo(() => {
    const classNames = offer.state === 'open' ? offer.program.classNames : [];
    const sorts = sortsOf(seats.kinds, classNames, priceOf);
    const looks = looksOf(sorts, priceOf, accessible);
    return { sorts, looks, facts: sectionFacts(field, sorts, looks, priceOf) };
  }, [field, seats, priceOf, accessible, offer]);
}

/** What a seat costs at the game by the rule that prices the cart; of a cart with an offer of its own, by its lines. */
function usePriceOf(eventCode: string): PriceOf {
  const shop = useShop();
  const { cart } = useCart();
  return useMemo(() => {
    const quoted = quotedIn(shop);
    const { packId = null, packageId = null, events = [], quote } = cart ?? {};
    const isIts = shop.offer.state === 'open' && cart?.program.id === shop.offer.release.programId;
    if (quoted === null || !isIts) {
      const lines = quote?.lines.filter((line) => line.kind === 'seats' && line.eventCode === eventCode) ?? [];
      return (code) => lines.find(({ priceCode }) => priceCode === code)?.eachCents ?? null;
    }
    const rule = ruleFor(quoted, { packId, packageId }, events.length);
    return (priceCode) => priceUnder(rule, { eventCode, priceCode, suite: null }, quoted.amounts)?.amountCents ?? null;
  }, [shop, cart, eventCode]);
}
