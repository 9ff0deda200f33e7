import type { Output } from '../../../api/contract.ts';
import type { Board } from '../lifecycle/lifecycleApi.ts';

/** What a person must see to, the worst first; where it is mended is said by a path of the application. */
export type Item = {
  key: string;
  tone: 'danger' | 'warning';
  title: string;
  says: string;
  to: string;
  params?: Record<string, string>;
  search?: Record<string, string>;
  /** Of the link. */
  action: string;
};

/** What was read; a part that is left out may not be seen by this person, or has not arrived. */
export type Facts = {
  now: number;
  board?: Board | undefined;
  /** Of the active program, and of planned ones at their start. */
  checks: readonly Checked[];
  names: ReadonlyMap<string, string>;
  inventory?: Output<'GET /api/stores/{storeKey}/inventory'> | undefined;
  vendor?: Output<'GET /api/stores/{storeKey}/vendor'> | undefined;
  holds?: Output<'GET /api/stores/{storeKey}/vendor/holds'> | undefined;
  purchases?: readonly Pick<Purchase, 'state' | 'startedAt'>[] | undefined;
  ordersToSee?: number | undefined;
  webhooks?: readonly Pick<Webhook, 'url' | 'isOn' | 'offBecause' | 'failingSince'>[] | undefined;
  importFindings?: number | undefined;
  /** What the storefront says of prices, and what the vendor charged besides them today. */
  prices?: { feesIncluded: boolean; feesCents: number } | undefined;
};
export type Checked = { programId: string; isActive: boolean; errorCount: number; warningCount: number };
type Purchase = Output<'GET /api/stores/{storeKey}/sales/purchases'>['items'][number];
type Webhook = Output<'GET /api/stores/{storeKey}/webhooks'>['items'][number];

export function attentionOf(facts: Facts): Item[] {
  const found = [
    ...programs(facts),
    ...vendor(facts),
    ...holds(facts),
    ...checkouts(facts),
    ...fees(facts),
    ...inventory(facts),
    ...webhooks(facts),
    ...imports(facts),
  ];
  return [...found.filter(({ tone }) => tone === 'danger'), ...found.filter(({ tone }) => tone === 'warning')];
}

function programs({ board, checks, names }: Facts): Item[] {
  const held = (board?.plans ?? [])
    .filter(({ isHeld }) => isHeld)
    .map(
      ({ id, programId }): Item => ({
        key: `held ${id}`,
        tone: 'danger',
        title: `${nameOf(programId, names)} is on hold`,
        says: 'The checks found errors, so this plan does not start by itself.',
        to: '/stores/$storeKey/switchboard',
        action: 'Decide on the plan',
      }),
    );
  const closed: Item[] =
    board !== undefined && board.active === null && board.past.length > 0
      ? [
          {
            key: 'closed',
            tone: 'warning',
            title: 'The store is closed',
            says: 'No program is active, so fans can buy nothing.',
            to: '/stores/$storeKey/switchboard',
            action: 'Switch to a program',
          },
        ]
      : [];
  return [...held, ...closed, ...checks.flatMap((one) => program(one, names))];
}

function program({ programId, isActive, errorCount, warningCount }: Checked, names: Facts['names']): Item[] {
  if (errorCount + warningCount === 0) return [];
  const name = nameOf(programId, names);
  const hasErrors = errorCount > 0;
  const found = hasErrors ? count(errorCount, 'error') : count(warningCount, 'warning');
  return [
    {
      key: `checks ${isActive ? 'active' : 'planned'} ${programId}`,
      tone: hasErrors ? 'danger' : 'warning',
      title: `${name} has ${found}`,
      says: consequence(isActive, hasErrors),
      to: '/stores/$storeKey/programs/$programId/$stage',
      params: { programId, stage: 'review' },
      action: 'See what is found',
    },
  ];
}

function consequence(isActive: boolean, hasErrors: boolean): string {
  if (!isActive) return hasErrors ? 'Its plan is held at its start unless they are mended.' : 'It is planned.';
  return hasErrors ? 'It is active, and fans meet what is wrong.' : 'It is active: look whether they matter to fans.';
}

function vendor({ vendor }: Facts): Item[] {
  if (vendor === undefined) return [];
  const link = { to: '/stores/$storeKey/vendor', action: 'Look at the vendor' };
  if (vendor.connection === null) {
    const says = 'Seats cannot be read, held or sold.';
    return [{ key: 'no vendor', tone: 'danger', title: 'No ticketing vendor is connected', says, ...link }];
  }
  const { account, trouble } = vendor.connection;
  if (trouble === null) return [];
  const title = `${account.vendor} does not answer`;
  const says = `${count(trouble.count, 'call')} without an answer${trouble.detail === null ? '' : `: ${trouble.detail}`}`;
  return [{ key: 'vendor', tone: 'danger', title, says, ...link }];
}

/** Seats that are gone are ordinary; more refusals than holds are not. */
function holds({ holds }: Facts): Item[] {
  if (holds === undefined) return [];
  const { done, refused, failed } = holds;
  const link = { to: '/stores/$storeKey/vendor', search: { purpose: 'hold' }, action: 'See the calls' };
  const tried = done + refused + failed;
  if (failed > 0) {
    const title = `${count(failed, 'hold')} failed in the last hour`;
    const says = `Of ${tried}; the vendor was busy, did not answer, or is not set up for it.`;
    return [{ key: 'holds', tone: 2 * failed > tried ? 'danger' : 'warning', title, says, ...link }];
  }
  if (refused < 5 || refused <= done) return [];
  const title = `${refused} of ${tried} holds were refused in the last hour`;
  return [
    { key: 'holds', tone: 'warning', title, says: 'Fans choose seats that are gone: the copy may be old.', ...link },
  ];
}

/** A payment takes seconds; one that is older waits for the vendor's word. */
const stuckAfter = 120_000;

function checkouts({ now, purchases = [], ordersToSee = 0 }: Facts): Item[] {
  const stuck = purchases.filter(
    ({ state, startedAt }) => state === 'unknown' || now - Date.parse(startedAt) > stuckAfter,
  ).length;
  const to = '/stores/$storeKey/orders';
  const stuckItem: Item = {
    key: 'stuck',
    tone: 'danger',
    title: `${count(stuck, 'checkout')} not finished`,
    says: 'The vendor has not said what became of the payment. It is asked again by itself.',
    to,
    search: { view: 'unfinished' },
    action: 'Resume or release',
  };
  const ordersItem: Item = {
    key: 'orders',
    tone: 'warning',
    title: `${ordersToSee >= 100 ? '100 or more orders' : count(ordersToSee, 'order')} to look at`,
    says: 'Something about them is not as it should be.',
    to,
    search: { attention: 'yes' },
    action: 'See the orders',
  };
  return [...(stuck > 0 ? [stuckItem] : []), ...(ordersToSee > 0 ? [ordersItem] : [])];
}

function fees({ prices }: Facts): Item[] {
  if (prices === undefined || !prices.feesIncluded || prices.feesCents <= 0) return [];
  return [
    {
      key: 'fees',
      tone: 'warning',
      title: 'The vendor charges fees that fans are not told of',
      says: 'The storefront says that prices include every fee, but orders of today had fees added to them.',
      to: '/stores/$storeKey/settings',
      search: { group: 'prices' },
      action: 'Correct what fans are told',
    },
  ];
}

function inventory({ inventory }: Facts): Item[] {
  if (inventory === undefined) return [];
  const { staleCount, failingCount, goneCount } = inventory;
  const item = (only: string, tone: Item['tone'], title: string, says: string): Item => ({
    ...{ key: `inventory ${only}`, tone, title, says },
    to: '/stores/$storeKey/inventory',
    search: { only },
    action: 'See the events',
  });
  return [
    ...(failingCount > 0
      ? [item('failing', 'danger', `${count(failingCount, 'event')} cannot be read`, 'The vendor refuses or fails.')]
      : []),
    ...(staleCount > 0
      ? [item('stale', 'warning', `Seats of ${count(staleCount, 'event')} are old`, 'Holds may fail more often.')]
      : []),
    ...(goneCount > 0
      ? [item('gone', 'warning', `${count(goneCount, 'event')} cancelled or unknown at the vendor`, 'No seat is free.')]
      : []),
  ];
}

function webhooks({ webhooks = [] }: Facts): Item[] {
  return webhooks.flatMap(({ url, isOn, offBecause, failingSince }): Item[] => {
    const isOff = !isOn && offBecause !== 'staff' && offBecause !== null;
    if (!isOff && (!isOn || failingSince === null)) return [];
    const host = URL.parse(url)?.host ?? url;
    return [
      {
        key: `webhook ${url}`,
        tone: 'warning',
        title: isOff ? `Webhook to ${host} was switched off` : `Webhook to ${host} fails`,
        says: isOff ? 'It failed for too long, or said that it is gone.' : 'Messages wait and are sent again.',
        to: '/stores/$storeKey/webhooks',
        action: 'See its deliveries',
      },
    ];
  });
}

function imports({ importFindings = 0 }: Facts): Item[] {
  if (importFindings === 0) return [];
  return [
    {
      key: 'imports',
      tone: 'warning',
      title: `The vendor disagrees about ${count(importFindings, 'event')}`,
      says: 'A date, a name or whether it takes place.',
      to: '/stores/$storeKey/events',
      action: 'See the events',
    },
  ];
}

function nameOf(programId: string, names: Facts['names']): string {
  return names.get(programId) ?? 'A program';
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
