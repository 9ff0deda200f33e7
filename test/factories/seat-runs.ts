import type { BlockQuery, SeatRun } from '../../shared/rules/seat-index/index.ts';

/** Seats `1-6` of row 1 in section 101, or of `101/5/1-6`: class FLEX, price code C, no aisle, quality 100. */
export function makeRun(place: string, rest: Partial<SeatRun> = {}): SeatRun {
  const [seats = '', rowName = '1', sectionName = '101'] = place.split('/').toReversed();
  const [firstSeat = 1, lastSeat = firstSeat] = seats.split('-').map(Number);
  const kind = { className: 'FLEX', priceCode: 'C' };
  return { sectionName, rowName, firstSeat, lastSeat, ...kind, aisle: 0, quality: 100, ...rest };
}

/** The best block for two, of any price code and in any section. */
export function makeBlockQuery(rest: Partial<BlockQuery> = {}): BlockQuery {
  return {
    classNames: ['FLEX'],
    priceCodes: null,
    count: 2,
    sectionNames: null,
    accessibleClasses: ['ADA'],
    wantsAccessible: 0,
    allowsLoneSeat: false,
    aisle: 'any',
    limit: 1,
    ...rest,
  };
}

/** `101/5/1-6`, as `makeRun` reads it. */
export function placeName({
  sectionName,
  rowName,
  firstSeat,
  lastSeat,
}: Omit<SeatRun, 'className' | 'priceCode' | 'aisle' | 'quality'>) {
  return `${sectionName}/${rowName}/${firstSeat}-${lastSeat}`;
}
