import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { landedMigrations } from './landed.ts';
import { migrations } from './migrations.ts';

const path = 'server/migrations/store/0001_all.sql';
const table = (column: string) => `create table store.alphas (\n  id uuid primary key,\n  ${column}\n);\n`;

it.each([
  ['a trigger', 'drop trigger a on store.alphas;', 'no triggers'],
  ['a function', "create function store.a() returns int language sql as 'select 1';", 'no functions'],
  ['a block', "do language plpgsql 'begin end';", 'no anonymous blocks'],
  ['a schema', 'create schema other;', 'schemas are made by core'],
  ['a role', 'grant select on store.alphas to somebody;', 'roles of the database'],
  ['varchar', table('name varchar(20) not null'), 'use text'],
  ['char', table('code char(3) not null'), 'use text'],
  ['serial', table('number bigserial'), 'bigint generated always as identity'],
  ['a small identity', table('number integer generated always as identity'), 'an identity is bigint'],
  ['a loose instant', table('at timestamptz not null'), 'timestamptz(3)'],
  ['an instant without a zone', table('at timestamp(3) not null'), 'timestamptz(3)'],
  ['json', table('value json'), 'use jsonb'],
  ['a float', table('price double precision'), 'integer cents'],
  ['a default of now', table('at timestamptz(3) not null default now()'), 'no volatile function'],
  ['a default of the database', table('key uuid not null default gen_random_uuid()'), 'no volatile function'],
  ['a volatile update', 'update store.alphas set at = clock_timestamp();', 'no volatile function'],
  ['upper case', 'CREATE index alphas_by_name on store.alphas (name);', 'lower case'],
  ['a platform table', 'update store.alphas set id = platform.id();', 'must not name the platform schema'],
  ['a table without a key', 'create table store.alphas (\n  id uuid not null\n);', 'needs a primary key'],
  ['a table without its schema', 'create table alphas (\n  id uuid primary key\n);', 'write store.alphas'],
  ['a reference without its end', table('beta_id uuid references store.betas (id)'), 'on delete'],
  [
    'a reference out of the schema',
    table('beta_id uuid references public.betas (id) on delete cascade'),
    'outside the schema',
  ],
  ['two statements on one line', 'drop index store.a; drop index store.b;', 'end the line'],
  ['a statement without its end', 'drop index store.a', 'end the last statement'],
  ['a semicolon in quotes', "update store.alphas set name = 'a;\nb' where id = 1;", 'inside quotes'],
  ['the token in quotes', table("kind text check (kind <> 'store.x')"), 'no "store." inside quotes'],
])('%s is refused', (_what, text, message) => {
  const offences = judge(migrations, { [path]: text });
  expect(offences).toHaveLength(1);
  expect(offences[0]).toContain(message);
});

it('each reference says its own end', () => {
  const text = table('b uuid references store.betas (id) on delete cascade,\n  c uuid references store.gammas (id)');
  expect(judge(migrations, { [path]: text })).toEqual([`${path}:4 say "on delete …" on each reference`]);
});

it('names have no gaps, no twins and one form', () => {
  const files = {
    'server/migrations/store/0001_ground.sql': '',
    'server/migrations/store/0003_more.sql': '',
    'server/migrations/platform/0001_a.sql': '',
    'server/migrations/platform/0001_b.sql': '',
    'server/migrations/platform/2_C.sql': '',
    'server/migrations/0001_d.sql': '',
  };
  expect(judge(migrations, files)).toEqual([
    'server/migrations/platform/2_C.sql:1 name it server/migrations/{platform,store}/NNNN_name.sql',
    'server/migrations/0001_d.sql:1 name it server/migrations/{platform,store}/NNNN_name.sql',
    'server/migrations/platform/0001_b.sql:1 number it 0002: numbers have no gaps and no twins',
    'server/migrations/store/0003_more.sql:1 number it 0002: numbers have no gaps and no twins',
  ]);
});

it('a migration in the house style is fine', () => {
  const text = `-- Seats; the vendor's copy.
create table store.seats (
  section text not null,
  seat_id bigint generated always as identity,
  event_id uuid not null references store.events (id) on delete restrict,
  run_id uuid references store.runs on delete cascade,
  note text check (note <> 'no now(), no trigger'),
  held_until timestamptz(3),
  version integer not null default 1,
  price_cents integer not null,
  primary key (section, seat_id),
  foreign key (section, event_id) references store.sections (section, event_id) on delete cascade
);

create unique index seats_one_hold on store.seats (seat_id) where held_until is not null;

update store.seats set version = 2 where version = 1;
`;
  expect(judge(migrations, { [path]: text, 'server/migrations/store.schema.sql': 'CREATE anything' })).toEqual([]);
});

it('a migration that has landed is neither edited nor removed', () => {
  const changes = [
    'M\tserver/migrations/store/0001_ground.sql',
    'D\tserver/migrations/store/0002_more.sql',
    'A\tserver/migrations/store/0003_new.sql',
    'M\tserver/migrations/store.schema.sql',
  ];
  expect(landedMigrations(changes).map((offence) => offence.path)).toEqual([
    'server/migrations/store/0001_ground.sql',
    'server/migrations/store/0002_more.sql',
  ]);
});
