import { chanceOf } from './hash.ts';

export type AccountGroup = keyof typeof groupDescriptions;
export type Customer = {
  account: string;
  firstName: string;
  lastName: string;
  /** Lower case. */
  email: string;
  phone: string;
  externalId: string;
  nameId: string;
  pin: string;
  isLocked: boolean;
  groups: readonly string[];
};

const groupDescriptions = {
  MEMBERS: 'Members',
  STUDENTS: 'Students',
  SEASON: 'Season ticket holders',
  GROUPS: 'Group leaders',
  STAFF: 'Team staff',
  CORPORATE: 'Corporate partners',
} as const;

/** Who is always there; the last two share an address. */
const named: readonly [account: string, first: string, last: string, email: string, groups: readonly AccountGroup[]][] =
  [
    ['100001', 'Ana', 'Alvarez', 'ana@example.com', []],
    ['100002', 'Ben', 'Brooks', 'ben@example.com', ['MEMBERS']],
    ['100003', 'Chloe', 'Chen', 'chloe@example.com', ['STUDENTS']],
    ['100004', 'Dev', 'Desai', 'dev@example.com', ['SEASON', 'MEMBERS']],
    ['100005', 'Elif', 'Erdem', 'elif@example.com', ['STAFF']],
    ['100006', 'Femi', 'Falade', 'femi@example.com', ['GROUPS']],
    ['100007', 'Grace', 'Goto', 'grace@example.com', ['CORPORATE', 'MEMBERS']],
    ['100008', 'Hugo', 'Haas', 'hugo@example.edu', ['STUDENTS']],
    ['100009', 'Lena', 'Locked', 'locked@example.com', ['MEMBERS']],
    ['100010', 'Tara', 'Twofold', 'two@example.com', ['MEMBERS']],
    ['100011', 'Tara', 'Twofold', 'two@example.com', ['SEASON']],
  ];
const lockedAccount = '100009';
const firstNames = ['Aiko', 'Bruno', 'Carla', 'Dion', 'Ezra', 'Fatima', 'Gil', 'Hana', 'Ivan', 'Jo', 'Kofi', 'Lucia'];
const lastNames = [
  'Abbott',
  'Bell',
  'Castro',
  'Dunn',
  'Evans',
  'Flores',
  'Grant',
  'Hill',
  'Ito',
  'James',
  'Kim',
  'Lopez',
];
const unnamedCount = 300;

/** Every customer of a new world: the named ones, and `fan1@example.com` to `fan300@example.com`. */
export function makeCustomers(): Customer[] {
  const random = chanceOf('customers');
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const unnamed = Array.from({ length: unnamedCount }, (_, index) => {
    const share = random();
    const groups = share < 0.2 ? ['MEMBERS'] : share < 0.3 ? ['STUDENTS'] : share < 0.36 ? ['SEASON'] : [];
    const account = String(110_001 + index);
    return makeCustomer(account, pick(firstNames), pick(lastNames), `fan${index + 1}@example.com`, groups);
  });
  return [...named.map((one) => makeCustomer(...one)), ...unnamed];
}

export function makeCustomer(
  account: string,
  firstName: string,
  lastName: string,
  email: string,
  groups: readonly string[],
): Customer {
  return {
    account,
    firstName,
    lastName,
    email,
    phone: '',
    externalId: `X${account}`,
    nameId: String(Number(account) + 800_000),
    pin: account.slice(-4),
    isLocked: account === lockedAccount,
    groups,
  };
}

export function describeGroup(group: string): string {
  return Object.entries(groupDescriptions).find(([name]) => name === group)?.[1] ?? group;
}
