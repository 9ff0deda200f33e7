import { describe, expect, it } from 'vitest';
import type { Days, Interest } from './insightsApi.ts';
import { dailySeries, dayInWords, hoursInWords, interestSeries, inVain, shortMoney } from './insightWords.ts';

const abandoned = { notPaid: 0, expired: 0, letGo: 0, refused: 0, seatsGone: 0, neverHeld: 0 };
const funnel = { chosen: 0, held: 0, paying: 0, bought: 0, open: 0, abandoned, unfinishedSeats: 0 };

describe('series of days', () => {
  const sold = (id: string, name: string, seats: number) => ({ program: { id, name }, sales: { seats } });
  const days = { days: [{ programs: [sold('1', 'A', 2)] }, { programs: [sold('2', 'A', 3), sold('3', 'B', 0)] }] };

  it('are one a program that sold, with nothing on days without it, and names that differ', () => {
    expect(dailySeries(days as Days, 'seats')).toEqual([
      { name: 'A', values: [2, 0] },
      { name: 'A (2)', values: [0, 3] },
    ]);
  });
});

describe('the interest in games', () => {
  it('shows those wanted in vain with the reasons there were', () => {
    const event = (eventCode: string, of: object) => ({
      ...{ eventCode, name: null, startsAt: null },
      funnel: { ...funnel, abandoned: { ...abandoned, ...of } },
    });
    const events = [event('G1', { seatsGone: 2, letGo: 1 }), event('G2', {})] as Interest['events'];
    expect(interestSeries(events)).toEqual({
      places: ['A game (G1)'],
      labels: ['G1'],
      series: [
        { name: 'Seats let go', values: [1] },
        { name: 'Seats were gone', values: [2] },
      ],
    });
    expect(events.map((one) => inVain(one.funnel))).toEqual([3, 0]);
  });
});

describe('words of figures', () => {
  it('are short for money on an axis, a day in no zone, and whole for hours', () => {
    expect([shortMoney(152_000, 'USD'), shortMoney(0, 'USD'), shortMoney(1_000, 'JPY')]).toEqual([
      ...['$1.5K', '$0'],
      '¥1K',
    ]);
    expect([dayInWords('2026-11-01'), dayInWords('2026-11-01', true)]).toEqual(['Nov 1', 'Sun, Nov 1, 2026']);
    expect([hoursInWords(0), hoursInWords(0, true), hoursInWords(1), hoursInWords(53)]).toEqual([
      ...['never', 'under an hour'],
      ...['1 hour', '2 days 5 hours'],
    ]);
  });
});
