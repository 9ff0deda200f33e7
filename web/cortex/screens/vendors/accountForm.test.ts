import { describe, expect, it } from 'vitest';
import type { VendorAccount } from '../../../../shared/contract/vendors.ts';
import { editOf, isConnectionChanged, newAccountOf, valuesOf } from './accountForm.ts';
import type { Adapter } from './vendorsApi.ts';
import { availableInWords, shareMarks, tookInWords } from './vendorWords.ts';

const adapter: Adapter = {
  name: 'archtics',
  label: 'Ticketmaster Archtics',
  fields: [
    { name: 'baseUrl', label: 'Address', kind: 'address' },
    { name: 'uid', label: 'User', kind: 'text' },
  ],
  keys: [
    { name: 'hold', label: 'Key of sth-hold' },
    { name: 'buy', label: 'Key of sth-buy' },
  ],
  usual: { perMinute: 80, perDay: null, holdSeconds: 600 },
};
const account: VendorAccount = {
  id: '01980000-0000-7000-8000-000000000001',
  name: 'Warriors Archtics',
  adapter: 'archtics',
  connection: { baseUrl: 'https://vendor.test', uid: 'FLEX' },
  keyHints: { buy: 'abcd' },
  keysChangedAt: '2026-10-01T12:00:00.000Z',
  holdSeconds: 600,
  perMinute: 80,
  perDay: 5_000,
  checkoutShare: 20,
  holdShare: 30,
  grantedClasses: null,
  stores: [],
  createdAt: '2026-10-01T12:00:00.000Z',
  updatedAt: '2026-10-01T12:00:00.000Z',
  version: 2,
};

describe('a new account', () => {
  it('begins with what is usual at the vendor, and sends no key that was not typed', () => {
    const values = {
      ...valuesOf(adapter, null),
      name: 'Warriors',
      connection: { baseUrl: 'https://v.test', uid: 'U' },
    };
    expect(newAccountOf(adapter, { ...values, keys: { hold: ' ', buy: 'secret' } })).toEqual({
      name: 'Warriors',
      adapter: 'archtics',
      connection: { baseUrl: 'https://v.test', uid: 'U' },
      keys: { buy: 'secret' },
      holdSeconds: 600,
      perMinute: 80,
      perDay: null,
      checkoutShare: 20,
      holdShare: 30,
    });
  });
});

describe('an edit of an account', () => {
  const values = valuesOf(adapter, account);

  it('sends only what differs, and an emptied limit as none', () => {
    expect(editOf(adapter, account, values)).toEqual({});
    expect(editOf(adapter, account, { ...values, perDay: '', holdShare: 40 })).toEqual({ perDay: null, holdShare: 40 });
  });

  it('asks for the keys again when it goes elsewhere, and sends them with the connection', () => {
    const moved = { ...values, connection: { ...values.connection, uid: 'OTHER' }, keys: { hold: '', buy: 'secret' } };
    expect([isConnectionChanged(adapter, account, values), isConnectionChanged(adapter, account, moved)]).toEqual([
      false,
      true,
    ]);
    expect(editOf(adapter, account, moved)).toEqual({
      connection: { baseUrl: 'https://vendor.test', uid: 'OTHER' },
      keys: { buy: 'secret' },
    });
  });
});

describe('the quota', () => {
  it('is shared: syncs stop first, then holds, and the rest is for checkouts', () => {
    expect(shareMarks(80, { checkoutShare: 20, holdShare: 30 })).toEqual([
      { at: 40, words: 'sync up to' },
      { at: 64, words: 'holds and staff up to' },
    ]);
    expect(shareMarks(80, { checkoutShare: 0, holdShare: 0 })).toEqual([]);
  });

  it('says what may be sent now', () => {
    expect(availableInWords({ checkout: null, hold: 12, sync: 0 })).toBe(
      'checkouts no limit · holds and staff 12 · sync 0',
    );
  });
});

describe('how long a call took', () => {
  it('is told in milliseconds below a second', () => {
    expect([tookInWords(340), tookInWords(1_249)]).toEqual(['340 ms', '1.2 s']);
  });
});
