import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../shared/contract/events.ts';
import { editOf, instantOfText, localText, validateIn, valuesOf } from './eventForm.ts';

const zone = 'America/Los_Angeles';
const event: Event = {
  id: '01980000-0000-7000-8000-000000000001',
  code: 'GSW01',
  state: 'draft',
  name: 'Opening night',
  opponent: null,
  description: { en: 'The first game.' },
  image: { url: 'https://team.test/a.jpg', alt: { en: 'A ball' } },
  venueId: null,
  date: { state: 'set', on: '2026-10-21' },
  time: { state: 'tbd' },
  estimatedAt: null,
  onSaleAt: '2026-09-01T17:00:30.000Z',
  offSaleAt: null,
  isFeatured: false,
  minSeats: 1,
  maxSeats: null,
  categoryIds: [],
  startsAt: null,
  publishedAt: null,
  createdAt: '2026-08-01T00:00:00.000Z',
  vendor: null,
  version: 3,
};
const edit = (change: object) => editOf(event, { ...valuesOf(event, zone), ...change }, zone);

describe('what is sent of an event', () => {
  it('is nothing when nothing was changed, also where an instant has seconds that the field does not show', () => {
    expect(edit({})).toEqual({});
  });

  it('is only what was changed, as the route takes it', () => {
    expect(edit({ opponent: 'Lakers', maxSeats: 8, timeState: 'set', at: '19:30' })).toEqual({
      opponent: 'Lakers',
      maxSeats: 8,
      time: { state: 'set', at: '19:30' },
    });
  });

  it('makes nothing of an empty text, and an instant of the local time', () => {
    expect(edit({ onSaleAt: '', offSaleAt: '2026-12-01T10:00', dateState: 'tba', imageUrl: ' ' })).toEqual({
      onSaleAt: null,
      offSaleAt: '2026-12-01T18:00:00.000Z',
      date: { state: 'tba' },
      image: null,
    });
  });

  it('leaves out languages without a text', () => {
    expect(edit({ description: { en: 'The first game.', es: ' ', fr: 'Le premier match.' } })).toEqual({
      description: { en: 'The first game.', fr: 'Le premier match.' },
    });
  });
});

describe('a local time', () => {
  it('comes back as the instant it was', () => {
    expect(instantOfText(localText('2026-11-01T21:00:00.000Z', zone), zone)).toBe('2026-11-01T21:00:00.000Z');
  });

  it('that the clocks skip is refused beside its field', () => {
    const { onSaleAt } = validateIn(zone);
    expect(onSaleAt('2027-03-14T02:30')).toBe('The clocks skip this time on that day.');
    expect([onSaleAt('2027-03-14T03:30'), onSaleAt('')]).toEqual([null, null]);
  });
});

describe('a picture', () => {
  it('needs words for those who do not see it', () => {
    const { imageAlt } = validateIn(zone);
    const values = valuesOf(event, zone);
    expect(imageAlt({ en: ' ' }, values)).toBe('Say what the picture shows, for those who do not see it.');
    expect(imageAlt({ en: '' }, { ...values, imageUrl: '' })).toBeNull();
  });
});
