import { openSandbox } from '../../sandbox/sandbox.ts';
import type { FaultRule, Sandbox } from '../../sandbox/types.ts';
import { openArchtics } from '../../server/modules/vendors/adapters/archtics/archtics.ts';
import {
  describeVendor,
  type Misbehaviour,
  type OpenRig,
  type Operation,
  type VendorControl,
  type VendorFacts,
} from './contract.ts';
import { quickPace } from './scripted-archtics.ts';
import { watchHooks } from './scripted-vendor.ts';

const facts: VendorFacts = {
  eventCodes: ['GSW04', 'GSW05'],
  range: { from: '2026-11-01', until: '2027-06-30' },
  itemSet: 'SEASON',
  className: 'FLEX',
  ticketTypeCode: 'ADULT',
  otherClass: 'OPEN',
  unpricedTicketType: 'NONE',
  customer: { accountId: '100002', email: 'ben@example.com' },
  otherAccountId: '100003',
  lockedEmail: 'locked@example.com',
  goodToken: 'tok_visa',
  declinedToken: 'tok_declined',
};
const startedAt = Date.parse('2026-11-22T12:00:00.000Z');
const holdSeconds = 600;
const commands: Readonly<Record<Operation, string>> = {
  ping: 'ping',
  findEvents: 'event_search',
  readSummary: 'get_avail_seats',
  readSeats: 'get_avail_seats',
  readPrices: 'event_price_info',
  findCustomer: 'customer_query',
  addCustomer: 'customer_add',
  readOwned: 'seats_sold',
  holdSpecific: 'seats_hold_specific',
  holdBestAvailable: 'seats_hold',
  release: 'seats_release',
  readCart: 'shopping_cart',
  readAmountDue: 'check_out',
  pay: 'payment_request',
  readTickets: 'ticket_print',
};
const faults: Readonly<Record<Misbehaviour, Omit<FaultRule, 'cmd'>>> = {
  lost_answer: { fault: 'lost_answer' },
  lost_request: { fault: 'lost_request' },
  silence: { fault: 'timeout_after' },
  garbage: { fault: 'garbage' },
  half: { fault: 'half' },
  odd: { fault: 'wrong_shape' },
  down: { fault: '503' },
  quota: { fault: '429' },
  polls: { fault: 'poll' },
};

function controlOf(sandbox: Sandbox, uid: string): VendorControl {
  return {
    misbehave: (operation, how, times) => void sandbox.faults.add({ cmd: commands[operation], ...faults[how], times }),
    sellByOthers: (eventName, seats) => void sandbox.acts.sellByOthers({ eventName, seats: [...seats] }),
    letCartsExpire: () => sandbox.advance(holdSeconds * 1_000),
    sold: () =>
      sandbox
        .ledger()
        .filter(({ kind, channel }) => kind === 'SOLD' && channel === uid)
        .map((one) => ({
          eventCode: one.event_name,
          seat: `${one.section_name}/${one.row_name}/${one.seat_num}`,
          accountId: one.acct_id,
        }))
        .sort((a, b) => (a.seat < b.seat ? -1 : 1)),
    charges: () => sandbox.world.charges().filter(({ kind }) => kind === 'PAID').length,
  };
}

const open: OpenRig = async () => {
  const sandbox = await openSandbox({ now: () => startedAt, holdSeconds });
  const [account] = sandbox.accounts;
  if (account === undefined) throw new Error('the sandbox has no account');
  const { dsn, uid, keys } = account;
  const connect: Awaited<ReturnType<OpenRig>>['connect'] = (given) => {
    const { hooks, seen } = watchHooks({ now: () => new Date(startedAt), ...given });
    const connection = { baseUrl: sandbox.url, dsn, uid, sourceName: 'attend_flex', keys, holdSeconds: null };
    return { vendor: openArchtics(connection, hooks, quickPace), seen };
  };
  const { vendor, seen } = connect({});
  return {
    vendor,
    facts,
    control: controlOf(sandbox, uid),
    seen,
    connect,
    secrets: Object.values(keys),
    async close() {
      await vendor.close();
      await sandbox.close();
    },
  };
};

describeVendor('Archtics', open);
