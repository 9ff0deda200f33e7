/**
 * What the parts of the sandbox agree on. `world/` is the vendor's state and what every command means; the rest is the
 * way to it: HTTP, polling, quotas, faults, admin, and a store that survives a restart. `world/world.ts` exports
 * `makeWorld(options: WorldOptions)`, `world/commands.ts` exports `commands: Record<string, Command<…>>`.
 */

/** In the order of their power: a key of one may call those before it. */
export const products = ['customer', 'inventory', 'hold', 'buy'] as const;
export type Product = (typeof products)[number];

/** Fields of `command1`. */
export type Fields = Record<string, unknown>;
/** Who calls: a user of a database. */
export type Call = { uid: string; dsn: string };

/** Thrown by a command whose result is not 0; whatever it had begun to change is undone. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, detail: string) {
    super(detail);
    this.name = 'Refusal';
    this.code = code;
  }
}

export type Command<W> = {
  product: Product;
  /** Answers the fields beside `cmd`, `ref`, `result`, `sql_code` and `error_detail`. Throws `Refusal`. */
  run: (world: W, request: Fields, call: Call) => Fields;
  /**
   * For answers worth keeping as bytes: two calls with the same `key` and `version` have the same answer, whatever else
   * their requests say. Null: not this one. Called before `run`, so it throws no refusal that `run` would not throw.
   */
  ready?: (world: W, request: Fields, call: Call) => { key: string; version: number } | null;
  /** Milliseconds before the work is begun; none when not said. */
  delay?: (request: Fields) => number;
};

export type SeatRange = { sectionName: string; rowName: string; firstSeat: number; lastSeat: number };
export type WorldSize = 'season' | 'small';
export type WorldOptions = {
  /** The only clock of a world, in milliseconds. It stands still during one call. */
  now: () => number;
  /** The only source of chance of a world. */
  seed: number;
  size: WorldSize;
  /** Seconds from a cart's first hold to its end. */
  holdSeconds: number;
  /** What the vendor adds to every order; 0 when not said. */
  feeCents?: number | undefined;
  /** The classes a uid may sell; a uid that is not named may sell FLEX, ADA, SUITE and PREM. */
  grants?: Readonly<Record<string, readonly string[]>> | undefined;
  /** `full` gives every seat to the classes of the house and sells none of them; `usual` when not said. */
  house?: 'usual' | 'full' | undefined;
};

/** One seat's change of hands. Nothing is ever taken out or changed. */
export type LedgerEntry = {
  /** From 1, without gaps. */
  seq: number;
  /** `YYYY-MM-DDTHH:MM:SSZ` */
  at: string;
  kind: 'SOLD' | 'REFUNDED' | 'CANCELLED';
  /** The uid that sold, or `OTHER` for other channels. */
  channel: string;
  order_num: string;
  acct_id: string;
  session_id: string | null;
  event_name: string;
  section_name: string;
  row_name: string;
  seat_num: number;
  class: string;
  price_code: string;
  ticket_type_code: string;
  price: string;
};

export type LedgerHold = {
  session_id: string;
  acct_id: string | null;
  expires: string;
  event_name: string;
  section_name: string;
  row_name: string;
  seat_num: number;
  class: string;
  price_code: string;
  ticket_type_code: string;
  price: string;
};
export type Charge = {
  at: string;
  kind: 'PAID' | 'DECLINED' | 'REFUNDED';
  session_id: string | null;
  acct_id: string;
  /** Null when declined. */
  order_num: string | null;
  amount: string;
};

/** What happens at the vendor without a call of ours. Arguments are plain JSON: the store writes them down. */
export type Acts = {
  /**
   * Other channels sell: the free ones of the named seats, or `count` free seats of the event, or of any event; of one
   * class and price code if said. Seats in a cart are not free.
   */
  sellByOthers: (what: {
    eventName?: string | undefined;
    seats?: SeatRange[] | undefined;
    className?: string | undefined;
    priceCode?: string | undefined;
    count?: number | undefined;
  }) => { sold: { event_name: string; section_name: string; row_name: string; seat_num: number }[] };
  /** Ends an open cart before its time, or all of them. */
  dropHolds: (what: { sessionId?: string | undefined }) => { dropped: number };
  /**
   * Multiplies the amounts by `percent / 100`, to whole cents, or sets them to `price` (`90.00`; null takes the price
   * away); of one event, price code and ticket type if said.
   */
  changePrices: (what: {
    eventName?: string | undefined;
    priceCode?: string | undefined;
    ticketTypeCode?: string | undefined;
    percent?: number | undefined;
    price?: string | null | undefined;
  }) => { changed: number };
  /** Other channels give back what they bought: `count` seats of the event, of one class and price code if said. */
  returnSeats: (what: {
    eventName: string;
    className?: string | undefined;
    priceCode?: string | undefined;
    count: number;
  }) => { returned: { event_name: string; section_name: string; row_name: string; seat_num: number }[] };
  /**
   * What no summary shows: other channels buy one seat of the event and give back another of the same section, class and
   * price code. Throws `Refusal` 6002 when there is no such pair.
   */
  tradeSeats: (what: { eventName: string; className?: string | undefined }) => {
    sold: { event_name: string; section_name: string; row_name: string; seat_num: number };
    returned: { event_name: string; section_name: string; row_name: string; seat_num: number };
  };
  /** `REFUNDED`: the seats are free again. `CANCELLED`: so is the order, without money. Throws `Refusal` 7004. */
  endOrder: (what: { orderNum: string; status: 'REFUNDED' | 'CANCELLED' }) => { seats: number };
  /** Throws `Refusal` 4004, as the next one does. */
  cancelEvent: (what: { eventName: string }) => Record<string, never>;
  /** `date` is `YYYY-MM-DD`, `time` is `HH:MM`, at the arena. */
  moveEvent: (what: { eventName: string; date: string; time?: string | undefined }) => Record<string, never>;
};

/**
 * The vendor's state. It depends only on its options and on the calls and acts made, at the times they were made: the
 * store writes those down and makes them again after a crash.
 */
export type World = {
  /** Grows whenever something changes that must survive a restart, also when a call notices that a cart has expired. */
  changes: () => number;
  /** Everything as plain JSON, the position of the random generator included. */
  snapshot: () => unknown;
  /** Takes over a snapshot; throws when it is none of this world's. */
  restore: (snapshot: unknown) => void;
  ledger: () => readonly LedgerEntry[];
  /** Every seat that a cart holds now. */
  holds: () => readonly LedgerHold[];
  /** Every try to charge a card, and every amount given back. */
  charges: () => readonly Charge[];
  /** Throws when a seat is held or sold twice, or anything disagrees with anything else. */
  check: () => void;
  /** Counts for people: events, free seats, open carts, orders. */
  summary: () => Record<string, number | string>;
  acts: Acts;
};

/** A wrong answer, or none. README.md says what each does. */
export const faultNames = [
  'latency',
  'timeout_before',
  'timeout_after',
  'lost_request',
  'lost_answer',
  '429',
  '503',
  'sold_by_others',
  'holds_lost',
  'price_change',
  'poll',
  'refuse',
  'garbage',
  'half',
  'wrong_type',
  'wrong_shape',
] as const;
export type FaultName = (typeof faultNames)[number];

export type FaultRule = {
  /** A command's name, or `*` for every command. */
  cmd: string;
  fault: FaultName;
  /** Which of the matching calls, 0 to 1; decided by the seed. 1 when not said. */
  probability?: number | undefined;
  /** At most so often. */
  times?: number | undefined;
  /** Only the n-th matching call after the rule was added, from 1. */
  nth?: number | undefined;
  /** Milliseconds of a latency (1,000), or until the connection of a timeout is closed (120,000). */
  delayMs?: number | undefined;
  /** Of a refusal: its result code (9999). */
  code?: number | undefined;
  /** Of `sold_by_others`: how many seats (1); of `poll`: how many times 202 (2). */
  count?: number | undefined;
  /** Of `price_change`: of the amounts that were (110). */
  percent?: number | undefined;
  /** Meets the polls of a call in place of its first request. */
  onPoll?: boolean | undefined;
  seed?: number | undefined;
};
export type ActiveFault = FaultRule & { id: number; matched: number; fired: number };

export type Quota = { perMinute: number; perDay: number };
/** A database at the vendor, its one user, and a key for each product. */
export type Account = { dsn: string; uid: string; keys: Record<Product, string> };

export type SandboxOptions = {
  /** 0, the usual, takes a free one. */
  port?: number | undefined;
  /** Milliseconds; the machine's clock when not said. */
  now?: (() => number) | undefined;
  /** Of the world, of polling and of faults without a seed of their own. */
  seed?: number | undefined;
  /** `small`, the usual, is enough for most tests and made at once. */
  size?: WorldSize | undefined;
  /** Of every account; null, the usual, is none. */
  quota?: Quota | null | undefined;
  /** The share of calls answered 202 first. */
  pollEvery?: number | undefined;
  /** Where the state survives; null, the usual, keeps it in memory. */
  dataDir?: string | null | undefined;
  holdSeconds?: number | undefined;
  feeCents?: WorldOptions['feeCents'];
  grants?: WorldOptions['grants'];
  house?: WorldOptions['house'];
  /** The demo account and a second one when not said. */
  accounts?: readonly Account[] | undefined;
  faults?: readonly FaultRule[] | undefined;
  /** Sales by other channels in the background, a minute. */
  salesPerMinute?: number | undefined;
};

/** What was asked since the start, answered or not. */
export type Traffic = {
  requests: number;
  polls: number;
  /** Answered 429 because of a quota, not of a fault. */
  overQuota: number;
  /** First requests that named this command. */
  byCommand: Record<string, number>;
};

export type Sandbox = {
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  url: string;
  accounts: readonly Account[];
  world: World;
  /** `world.acts`, written down by the store; tests use these. */
  acts: Acts;
  ledger: () => readonly LedgerEntry[];
  faults: {
    add: (rule: FaultRule) => ActiveFault;
    list: () => readonly ActiveFault[];
    /** All of them when no id is given. */
    clear: (id?: number) => void;
  };
  /** Of one account, or of all. Null is none. */
  setQuota: (quota: Quota | null, dsn?: string) => void;
  traffic: () => Traffic;
  /** Moves the sandbox's clock forward, in milliseconds. */
  advance: (ms: number) => void;
  close: () => Promise<void>;
};
