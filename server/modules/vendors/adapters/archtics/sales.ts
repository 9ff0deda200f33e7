import type { Vendor } from '../../vendors.types.ts';
import type { Operate } from './caller.ts';
import { makeCommand } from './command.ts';
import { answers, requests } from './wire.ts';

export function salesBy(operate: Operate): Pick<Vendor, 'readAmountDue' | 'pay' | 'readTickets'> {
  return {
    // It binds the cart to the account: asked again, to the same one.
    readAmountDue: (of, options) =>
      operate(options, (call) =>
        call(
          makeCommand({
            operation: 'readAmountDue',
            effect: 'same',
            request: requests.amountDue(of),
            isAboutAPerson: true,
            answer: answers.amountDue,
          }),
        ),
      ),
    // Never repeated here: whoever pays asks for the cart first.
    pay: (payment, options) =>
      operate(options, (call) =>
        call(
          makeCommand({
            operation: 'pay',
            effect: 'acts',
            request: requests.payment(payment),
            isAboutAPerson: true,
            answer: answers.sale,
          }),
        ),
      ),
    readTickets: (of, options) =>
      operate(options, (call) =>
        call(
          makeCommand({
            operation: 'readTickets',
            effect: 'reads',
            request: requests.tickets(of),
            isAboutAPerson: true,
            answer: answers.tickets,
          }),
        ),
      ),
  };
}
