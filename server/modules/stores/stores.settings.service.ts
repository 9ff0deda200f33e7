import { z } from 'zod';
import {
  type SettingGroup,
  type SettingName,
  type SettingValues,
  settingNames,
  settings,
} from '../../../shared/contract/settings.ts';
import { brandFindings } from '../../../shared/rules/brand.ts';
import { changedFields } from '../../../shared/rules/changes.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import { type Fitted, fitStored } from '../../../shared/rules/fit.ts';
import { requireStore, type StoreCtx } from '../../core/ctx.ts';
import { readCursorAs, toPage } from '../../core/cursor.ts';
import { problem } from '../../core/problem.ts';
import * as stored from './stores.settings.repository.ts';
import type { Page, SettingState, SettingVersion } from './stores.types.ts';

/** The value of a group, for every module that needs it; what does not fit any more is its default. */
export async function settingOf<N extends SettingName>(ctx: StoreCtx, name: N): Promise<SettingValues[N]> {
  return toState(name, await stored.find(ctx.store.db, name)).value;
}

export async function listSettings(ctx: StoreCtx): Promise<SettingState[]> {
  requireStore(ctx, 'store.settings.view');
  const found = new Map((await stored.list(ctx.store.db)).map((row) => [row.name, row]));
  return settingNames.map((name) => toState(name, found.get(name) ?? null));
}

export async function getSetting(ctx: StoreCtx, typed: string): Promise<SettingState> {
  requireStore(ctx, 'store.settings.view');
  const name = parseName(typed);
  return toState(name, await stored.find(ctx.store.db, name));
}

/** Newest first. */
export async function listSettingVersions(ctx: StoreCtx, typed: string, { limit, cursor }: Page) {
  requireStore(ctx, 'store.settings.view');
  const name = parseName(typed);
  const [below] = readCursorAs(cursor, Place) ?? [newest];
  const found = await stored.listVersions(ctx.store.db, { name, below, limit: limit + 1 });
  return toPage(found.map(toVersion), limit, ({ version }) => [String(version)]);
}

/** The group of this name; `setting.not_found` when there is none. */
export function parseName(typed: string): SettingName {
  const name = settingNames.find((one) => one === typed);
  if (name === undefined) throw problem('setting.not_found');
  return name;
}

/** A stored group, or without a row its defaults, with what speaks against it. */
export function toState<N extends SettingName>(name: N, row: stored.SettingRow | null): SettingState<N> {
  const { schema, defaults }: SettingGroup<SettingValues[N]> = settings[name];
  const { value, findings }: Fitted<SettingValues[N]> =
    row === null ? { value: defaults, findings: [] } : fitStored(schema, defaults, row.value);
  return {
    name,
    value,
    version: row?.version ?? 0,
    changed: changeOf(row),
    findings: [...findings, ...adviceOn(name, value)],
  };
}

function changeOf(row: stored.SettingRow | null): SettingState['changed'] {
  if (row === null || row.changedAt === null || row.changedBy === null) return null;
  return { at: row.changedAt, by: row.changedBy };
}

/** Above every version. */
export const newest = 2_147_483_647;
const Place = z.tuple([z.coerce.number().pipe(z.int().min(1).max(newest))]);

function adviceOn<N extends SettingName>(name: N, value: SettingValues[N]): Finding[] {
  return advice[name]?.(value) ?? [];
}

const advice: { readonly [N in SettingName]?: (value: SettingValues[N]) => Finding[] } = { brand: brandFindings };

function toVersion(row: stored.VersionRow): SettingVersion {
  const { version, at, before, after, reason } = row;
  const fields = changedFields(before ?? {}, after);
  return { version, at, by: row.actorName, before, after, fields, reason, restored: row.restoredVersion };
}
