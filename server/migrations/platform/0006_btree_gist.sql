-- lets an exclusion constraint compare ids and names beside ranges
create extension if not exists btree_gist;
