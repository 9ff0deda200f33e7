import type { VendorAdapter } from '../../vendors.types.ts';
import { openArchtics } from './archtics.ts';

/** Ticketmaster Archtics, as staff connect it. A key of a larger product may stand for the smaller ones too. */
export const archticsAdapter: VendorAdapter = {
  label: 'Ticketmaster Archtics',
  fields: [
    { name: 'baseUrl', label: 'Address of the ticketing services', kind: 'address' },
    { name: 'dsn', label: 'Data source (dsn)', kind: 'text' },
    { name: 'uid', label: 'Vendor user (uid)', kind: 'text' },
    { name: 'sourceName', label: 'Name of the source system', kind: 'text' },
  ],
  keys: [
    { name: 'customer', label: 'Key of sth-customer' },
    { name: 'inventory', label: 'Key of sth-inventory' },
    { name: 'hold', label: 'Key of sth-hold' },
    { name: 'buy', label: 'Key of sth-buy' },
  ],
  usual: { perMinute: 80, perDay: 5_000, holdSeconds: null },
  open({ fields, keys, holdSeconds }, hooks) {
    const { baseUrl = '', dsn = '', uid = '', sourceName = '' } = fields;
    const { customer = '', inventory = '', hold = '', buy = '' } = keys;
    return openArchtics(
      { baseUrl, dsn, uid, sourceName, keys: { customer, inventory, hold, buy }, holdSeconds },
      hooks,
    );
  },
};
