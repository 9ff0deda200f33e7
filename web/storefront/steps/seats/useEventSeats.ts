import { useCallback, useEffect, useMemo, useState } from 'react';
import type { OfferMap, OfferSeats } from '../../../../shared/contract/catalog.map.ts';
import { makeSeatField, type SeatField } from '../../../../shared/rules/seat-field.ts';
import { call } from '../../../api/client.ts';
import { isProblem } from '../../../api/problem.ts';
import { gridOf } from '../../../ui/seat-map/index.ts';
import { useFan, useShop } from '../../app/state.ts';
import { useRetry } from '../../app/useConnection.ts';

type Read = { map: OfferMap; seats: OfferSeats; field: SeatField };
export type EventSeats =
  | { step: 'loading' }
  | { step: 'failed'; again: () => void }
  | ({ step: 'there'; again: () => void } & Read);

const maps = new Map<string, OfferMap>();

/** The map of an event's venue and all its seats, read once and again when something was taken. */
export function useEventSeats(eventCode: string, venueId: string): EventSeats {
  const { storeKey, offer } = useShop();
  const { fan } = useFan();
  // who is not signed in is of everybody's set
  const set = fan !== null && offer.state === 'open' ? offer.set : null;
  const [read, setRead] = useState<Read | 'failed' | null>(null);
  const again = useCallback(async () => {
    try {
      const known = maps.get(venueId);
      const [map, seats] = await Promise.all([
        known ?? call('GET /api/stores/{storeKey}/offer/venues/{venueId}/map', { params: { storeKey, venueId } }),
        readSeats(storeKey, eventCode, set),
      ]);
      maps.set(venueId, map);
      // eighteen thousand of them: a phone answers in between
      const field = makeSeatField(seats, map.drawing);
      await nextTask();
      gridOf(field);
      await nextTask();
      setRead({ map, seats, field });
    } catch {
      setRead((before) => (before === null || before === 'failed' ? 'failed' : before));
    }
  }, [storeKey, eventCode, venueId, set]);
  useEffect(() => {
    setRead(null);
    void again();
  }, [again]);
  useRetry(read === 'failed', again);
  return useMemo(() => {
    if (read === null) return { step: 'loading' };
    if (read === 'failed') return { step: 'failed', again };
    return { step: 'there', ...read, again };
  }, [read, again]);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A set that is the fan's no more is everybody's at least. */
async function readSeats(storeKey: string, eventCode: string, setHash: string | null): Promise<OfferSeats> {
  const forAll = () =>
    call('GET /api/stores/{storeKey}/offer/events/{eventCode}/seats', { params: { storeKey, eventCode } });
  if (setHash === null) return forAll();
  const params = { storeKey, setHash, eventCode };
  try {
    return await call('GET /api/stores/{storeKey}/offers/{setHash}/events/{eventCode}/seats', { params });
  } catch (error) {
    if (!isProblem(error, 'offer.not_yours', 'offer.event_not_found')) throw error;
    return forAll();
  }
}
