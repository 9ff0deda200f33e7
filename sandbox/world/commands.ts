import type { Call, Command, Fields, Product } from '../types.ts';
import { grantedClasses } from './classes.ts';
import { holdBest, holdSpecific, readCart, releaseSeats } from './commands-carts.ts';
import { addCustomer, findCustomer, seatsSold, updateCustomer } from './commands-customers.ts';
import { eventNamed, readEvents, searchEvents } from './commands-events.ts';
import { availableSeats, eventPrices, versionOf } from './commands-inventory.ts';
import { checkOut, pay, paymentDelay, printTickets } from './commands-orders.ts';
import { flag, text } from './requests.ts';
import { expireCarts, type State } from './state.ts';
import type { VendorWorld } from './world.ts';

type Meaning = (state: State, request: Fields, call: Call) => Fields;

/** What every command of the wire does; polling is the transport's matter. */
export const commands: Readonly<Record<string, Command<VendorWorld>>> = {
  ping: command('customer', () => ({})),
  ats_ext_test_polling: command('customer', () => ({})),
  event_search: command('customer', searchEvents),
  event_details: command('customer', readEvents),
  customer_query: command('customer', findCustomer),
  customer_add: command('customer', addCustomer),
  customer_update: command('customer', updateCustomer),
  seats_sold: command('customer', seatsSold),
  get_avail_seats: {
    ...command('inventory', availableSeats),
    ready: (world, request, call) => readyAnswer(world, request, call, flag(request, 'summary_flag') ? 'Y' : 'N'),
  },
  event_price_info: {
    ...command('inventory', eventPrices),
    ready: (world, request, call) => readyAnswer(world, request, call, 'prices'),
  },
  seats_hold: command('hold', holdBest),
  seats_hold_specific: command('hold', holdSpecific),
  seats_release: command('hold', releaseSeats),
  shopping_cart: command('hold', readCart),
  check_out: command('buy', checkOut),
  payment_request: { ...command('buy', pay), delay: paymentDelay },
  ticket_print: command('buy', printTickets),
};

function command(product: Product, meaning: Meaning): Command<VendorWorld> {
  return {
    product,
    run(world, request, call) {
      const state = world.state();
      expireCarts(state);
      return meaning(state, request, call);
    },
  };
}

function readyAnswer(world: VendorWorld, request: Fields, call: Call, what: string) {
  const state = world.state();
  expireCarts(state);
  const event = eventNamed(state, text(request, 'event_name'));
  const granted = grantedClasses(state, call.uid).map((one) => one.class);
  return { key: [world.epoch(), event.facts.code, what, ...granted].join('|'), version: versionOf(state, event) };
}
