-- the vendor said that the seats of the game were gone
alter table store.insight_trails add column gone_at timestamptz(3);

alter table store.insight_figures add column seats_gone integer not null default 0;
alter table store.insight_figures alter column seats_gone drop default;
