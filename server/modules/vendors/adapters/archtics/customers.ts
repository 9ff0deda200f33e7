import type { Vendor, VendorCustomer } from '../../vendors.types.ts';
import type { Operate } from './caller.ts';
import { type Command, makeCommand } from './command.ts';
import { answers, reasonOfResult, requests } from './wire.ts';

export function customersBy(operate: Operate): Pick<Vendor, 'findCustomer' | 'addCustomer' | 'readOwned'> {
  return {
    findCustomer: (by, options) => operate(options, (call) => call(findCustomer(by))),
    addCustomer: (customer, options) =>
      operate(options, (call) =>
        call(
          makeCommand({
            operation: 'addCustomer',
            effect: 'same',
            request: requests.newCustomer(customer),
            isAboutAPerson: true,
            answer: answers.customer,
            doubt: (found) => doubtCustomer({ email: customer.email }, found),
          }),
        ),
      ),
    readOwned: (accountId, options) =>
      operate(options, (call) =>
        call(
          makeCommand({
            operation: 'readOwned',
            effect: 'reads',
            request: requests.owned(accountId),
            isAboutAPerson: true,
            answer: answers.owned,
          }),
        ),
      ),
  };
}

function findCustomer(by: { email: string } | { accountId: string }): Command<VendorCustomer | null> {
  return makeCommand<VendorCustomer | null>({
    operation: 'findCustomer',
    effect: 'reads',
    request: requests.customer(by),
    isAboutAPerson: true,
    answer: answers.customer,
    doubt: (found) => (found === null ? null : doubtCustomer(by, found)),
    meaning: (result) => (reasonOfResult(result) === 'customer_not_found' ? { answer: null } : undefined),
  });
}

/** Somebody else's account would let one fan into another's. */
function doubtCustomer(by: { email: string } | { accountId: string }, found: VendorCustomer): string | null {
  const isTheirs =
    'email' in by ? found.email.toLowerCase() === by.email.trim().toLowerCase() : found.accountId === by.accountId;
  return isTheirs ? null : 'the answer is about another customer';
}
