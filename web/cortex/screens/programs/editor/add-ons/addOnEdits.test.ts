import { describe, expect, it } from 'vitest';
import { changeEvent, changeKind, columnsOf, makeAddOn } from './addOnEdits.ts';

const sold = {
  ...makeAddOn('optional', { en: 'Parking' }),
  eventCode: 'PARK',
  priceCode: 'PK',
  ticketTypeCode: 'ADULT',
};

describe('another kind', () => {
  it('that is only shown names nothing of the vendor', () => {
    expect(changeKind(sold, 'informational')).toMatchObject({ eventCode: null, priceCode: null, ticketTypeCode: null });
  });

  it('that is forced comes once with each seat', () => {
    expect(changeKind(sold, 'forced')).toMatchObject({
      unit: 'per_seat',
      quantity: { min: 1, max: 1 },
      eventCode: 'PARK',
    });
  });

  it('keeps what was set where both let the fan choose', () => {
    const some = { ...sold, quantity: { min: 0, max: 4 } };
    expect(changeKind(some, 'overflow')).toEqual({ ...some, kind: 'overflow' });
  });
});

describe('another event of the vendor', () => {
  const columns = [
    { priceCode: 'PK', ticketTypeCode: 'MEM', cents: 900 },
    { priceCode: 'VIP', ticketTypeCode: 'ADULT', cents: 5_000 },
  ];

  it('keeps the codes it has too', () => {
    expect(changeEvent(sold, 'LOT', columns)).toMatchObject({
      eventCode: 'LOT',
      priceCode: 'PK',
      ticketTypeCode: null,
    });
    expect(changeEvent({ ...sold, ticketTypeCode: 'MEM' }, 'LOT', columns).ticketTypeCode).toBe('MEM');
    expect(changeEvent(sold, null, [])).toMatchObject({ eventCode: null, priceCode: null, ticketTypeCode: null });
  });
});

it('the columns of an event are those with an amount', () => {
  const amounts = {
    columns: [
      ['PK', 'ADULT'],
      ['PK', 'MEM'],
    ] as const,
    events: [{ code: 'PARK', cents: [2_500, null] }],
  };
  expect(columnsOf(amounts, 'PARK')).toEqual([{ priceCode: 'PK', ticketTypeCode: 'ADULT', cents: 2_500 }]);
  expect(columnsOf(amounts, 'OTHER')).toEqual([]);
  expect(columnsOf(amounts, null)).toEqual([]);
});
