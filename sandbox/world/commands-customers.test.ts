import { expect, it } from 'vitest';
import { holdOf, makeTestWorld } from './testing.ts';

const query = { call_reason: 'S' };

it('a customer is found by address in any case, account and external id, with groups', () => {
  const { ask } = makeTestWorld();
  const byEmail = ask('customer_query', { ...query, email: 'BEN@example.com' });
  expect(byEmail).toEqual({
    customer: {
      acct_id: '100002',
      name_first: 'Ben',
      name_last: 'Brooks',
      email: 'ben@example.com',
      phone_cell: '',
      ext_system_id_1: 'X100002',
      rec_status: 'A',
      cust_name_id: '900002',
      account_groups: [{ account_group: 'MEMBERS', description: 'Members' }],
    },
    account_id_list: ['100002'],
  });
  expect(ask('customer_query', { ...query, acct_id: 100002 })).toEqual(byEmail);
  expect(ask('customer_query', { ...query, alt_id: 'X100002' })).toEqual(byEmail);
});

it('an address of two accounts answers the first one and names both', () => {
  const { ask } = makeTestWorld();
  const answer = ask('customer_query', { ...query, email: 'two@example.com' });
  expect(answer).toMatchObject({ customer: { acct_id: '100010' }, account_id_list: ['100010', '100011'] });
  expect(ask('customer_query', { ...query, acct_id: '100011' })).toMatchObject({
    customer: { acct_id: '100011', account_groups: [{ account_group: 'SEASON' }] },
    account_id_list: ['100010', '100011'],
  });
});

it.each([
  ['not found', { ...query, email: 'nobody@example.com' }, 5024],
  ['locked', { ...query, email: 'locked@example.com' }, 5020],
  ['without input', { ...query }, 5021],
  ['without a PIN where one is needed', { call_reason: 'P', email: 'ben@example.com' }, 5021],
  ['with a wrong PIN', { call_reason: 'P', email: 'ben@example.com', pin: '9999' }, 5023],
  ['with the right PIN', { call_reason: 'P', email: 'ben@example.com', pin: '0002' }, 0],
])('a query %s', (_, request, code) => {
  expect(makeTestWorld().result('customer_query', request)).toBe(code);
});

it('a new customer gets an account; a known address answers the account on file', () => {
  const { ask } = makeTestWorld();
  const fan = { email: 'New@Fan.example', name_first: 'New', name_last: 'Fan', phone_cell: '555' };
  const first = ask('customer_add', fan);
  expect(first).toMatchObject({ existing: 'N', customer: { acct_id: '200001', email: 'new@fan.example' } });
  expect(ask('customer_add', { ...fan, name_first: 'Other' })).toEqual({ ...first, existing: 'Y' });
  expect(ask('customer_add', { ...fan, email: 'second@fan.example' })).toMatchObject({
    customer: { acct_id: '200002' },
  });
});

it('an account is not made without names and an address, nor for a locked one', () => {
  const { result } = makeTestWorld();
  const fan = { email: 'new@fan.example', name_first: 'New', name_last: 'Fan' };
  expect(result('customer_add', { ...fan, name_last: '' })).toBe(5021);
  expect(result('customer_add', { ...fan, email: 'no address' })).toBe(5021);
  expect(result('customer_add', { ...fan, email: 'locked@example.com' })).toBe(5020);
});

it('an update changes what it names, and where the customer is found', () => {
  const { ask, result } = makeTestWorld();
  ask('customer_update', { acct_id: '100001', email: 'ana2@example.com', phone_cell: '555' });
  expect(ask('customer_query', { ...query, email: 'ana2@example.com' })).toMatchObject({
    customer: { acct_id: '100001', name_first: 'Ana', phone_cell: '555' },
  });
  expect(result('customer_query', { ...query, email: 'ana@example.com' })).toBe(5024);
  expect(result('customer_update', { acct_id: '100001', email: 'ben@example.com' })).toBe(4002);
  expect(result('customer_update', { acct_id: '1', name_first: 'X' })).toBe(5024);
});

it('what an account owns is told with the status of every seat', () => {
  const test = makeTestWorld();
  const { ask, world } = test;
  const session = { session_id: 'cart-1', acct_id: '100001' };
  ask('seats_hold_specific', holdOf(test, 'GSW02', 2));
  ask('seats_hold_specific', holdOf(test, 'GSW03', 1));
  const { amount_due: due } = ask('check_out', session);
  const pay = { ...session, amount: due, payment_method: 'CARD', payment_token: 'tok_visa' };
  const { order_num: order } = ask('payment_request', pay);
  world.acts.cancelEvent({ eventName: 'GSW03' });
  const seats = ask('seats_sold', { acct_id: '100001' }).seats;
  expect(seats).toMatchObject([
    { event_name: 'GSW02', status: 'SOLD', order_num: order, order_date: '2026-11-22T01:06:00Z' },
    { event_name: 'GSW02', status: 'SOLD' },
    { event_name: 'GSW03', status: 'CANCELLED' },
  ]);
  expect(ask('seats_sold', { acct_id: '100002' }).seats).toEqual([]);
  expect(test.result('seats_sold', { acct_id: '1' })).toBe(5024);
});
