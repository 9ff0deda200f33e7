-- when a store first held or sold seats through its connection: from then on it stays with that account
alter table platform.vendor_connections add column bound_at timestamptz(3);
