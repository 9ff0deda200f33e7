import { type Fields, Refusal } from '../types.ts';
import { customerFields, lineFields } from './answers.ts';
import { type Customer, makeCustomer, makeCustomers } from './customers.ts';
import { instant, optionalText, text } from './requests.ts';
import type { State } from './state.ts';

const codes = { locked: 5020, missing: 5021, wrongPin: 5023, notFound: 5024 };
const firstAdded = 200_001;
const customersAtFirst = makeCustomers().length;

export function findCustomer(state: State, request: Fields): Fields {
  const customer = customerAsked(state, request);
  if (text(request, 'call_reason') !== 'S') checkPin(customer, optionalText(request, 'pin'));
  refuseLocked(customer);
  return { customer: customerFields(customer), account_id_list: state.byEmail.get(customer.email) ?? [] };
}

export function addCustomer(state: State, request: Fields): Fields {
  const email = needed(request, 'email').toLowerCase();
  const [first, last] = [needed(request, 'name_first'), needed(request, 'name_last')];
  if (!isEmail(email)) throw new Refusal(codes.missing, 'email is no address');
  const known = state.byEmail.get(email)?.[0];
  if (known !== undefined) {
    const customer = activeCustomer(state, known);
    return { customer: customerFields(customer), existing: 'Y' };
  }
  const account = String(firstAdded + state.customers.size - customersAtFirst);
  const added = { ...makeCustomer(account, first, last, email, []), phone: optionalText(request, 'phone_cell') ?? '' };
  keepCustomer(state, added);
  return { customer: customerFields(added), existing: 'N' };
}

export function updateCustomer(state: State, request: Fields): Fields {
  const before = activeCustomer(state, needed(request, 'acct_id'));
  const email = optionalText(request, 'email')?.toLowerCase() ?? before.email;
  if (!isEmail(email)) throw new Refusal(codes.missing, 'email is no address');
  if (email !== before.email && state.byEmail.has(email)) {
    throw new Refusal(4002, 'email is the address of another account');
  }
  const after: Customer = {
    ...before,
    firstName: optionalText(request, 'name_first') ?? before.firstName,
    lastName: optionalText(request, 'name_last') ?? before.lastName,
    phone: optionalText(request, 'phone_cell') ?? before.phone,
    email,
  };
  keepCustomer(state, after);
  return { customer: customerFields(after) };
}

export function seatsSold(state: State, request: Fields): Fields {
  const { account } = customerOf(state, needed(request, 'acct_id'));
  const orders = (state.ordersOf.get(account) ?? []).map((number) => state.orders.get(number));
  const seats = orders.flatMap((order) =>
    (order?.lines ?? []).map((line) => ({
      ...lineFields(state, line),
      order_num: order?.number,
      order_date: instant(order?.at ?? 0),
      status: line.status,
    })),
  );
  return { seats };
}

/** Refusals 5020 and 5024. */
export function activeCustomer(state: State, account: string): Customer {
  const customer = customerOf(state, account);
  refuseLocked(customer);
  return customer;
}

/** Puts a customer in the place of the one with the same account. */
export function keepCustomer(state: State, customer: Customer): void {
  const { account, email } = customer;
  const before = state.customers.get(account);
  if (before !== undefined && before.email !== email) {
    const others = (state.byEmail.get(before.email) ?? []).filter((one) => one !== account);
    if (others.length === 0) state.byEmail.delete(before.email);
    else state.byEmail.set(before.email, others);
  }
  const sharing = state.byEmail.get(email) ?? [];
  if (!sharing.includes(account)) state.byEmail.set(email, [...sharing, account]);
  state.customers.set(account, customer);
  state.changedCustomers.add(account);
  state.changes += 1;
}

function customerAsked(state: State, request: Fields): Customer {
  const account = optionalText(request, 'acct_id');
  if (account !== null) return customerOf(state, account);
  const email = optionalText(request, 'email');
  if (email !== null) return customerOf(state, state.byEmail.get(email.toLowerCase())?.[0] ?? email);
  const externalId = optionalText(request, 'alt_id');
  if (externalId === null) throw new Refusal(codes.missing, 'email, acct_id or alt_id is missing');
  for (const customer of state.customers.values()) if (customer.externalId === externalId) return customer;
  throw new Refusal(codes.notFound, 'there is no such customer');
}

function customerOf(state: State, account: string): Customer {
  const customer = state.customers.get(account);
  if (customer === undefined) throw new Refusal(codes.notFound, 'there is no such customer');
  return customer;
}

function checkPin(customer: Customer, pin: string | null): void {
  if (pin === null) throw new Refusal(codes.missing, 'pin is missing');
  if (pin !== customer.pin) throw new Refusal(codes.wrongPin, 'the PIN is wrong');
}

function refuseLocked({ account, isLocked }: Customer): void {
  if (isLocked) throw new Refusal(codes.locked, `account ${account} is locked`);
}

function needed(request: Fields, name: string): string {
  const value = optionalText(request, name);
  if (value === null) throw new Refusal(codes.missing, `${name} is missing`);
  return value;
}

function isEmail(value: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);
}
