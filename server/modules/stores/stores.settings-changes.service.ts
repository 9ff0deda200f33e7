import { type ChangeSetting, type SettingName, settings } from '../../../shared/contract/settings.ts';
import { changedFields, changesOf, isObject, isSame } from '../../../shared/rules/changes.ts';
import { fitStored } from '../../../shared/rules/fit.ts';
import { actorName, requireStore, type StoreCtx, transaction } from '../../core/ctx.ts';
import { newId } from '../../core/ids.ts';
import { announce } from '../../core/live-changes.ts';
import { type ProblemError, problem } from '../../core/problem.ts';
import * as audit from '../audit/audit.service.ts';
import * as stored from './stores.settings.repository.ts';
import { newest, parseName, toState } from './stores.settings.service.ts';
import { holdOpen } from './stores.states.service.ts';
import type { NewStore, SettingState } from './stores.types.ts';

/** Replaces the group if `version` is the present one; else `version.stale` says who changed what since. */
export async function changeSetting(
  ctx: StoreCtx,
  typed: string,
  version: number,
  change: ChangeSetting,
): Promise<SettingState> {
  requireStore(ctx, 'store.settings.edit');
  const name = parseName(typed);
  if (change.name !== name) throw otherName(name);
  const { value, reason } = change;
  return transaction(ctx, (ctx) => write(ctx, { name, version, value, reason, restored: null }));
}

/** Brings back the value a version had, as it was stored, as a new version; version 0 is today's defaults. */
export async function restoreSetting(
  ctx: StoreCtx,
  typed: string,
  version: number,
  wanted: { version: number; reason?: string | undefined },
): Promise<SettingState> {
  requireStore(ctx, 'store.settings.edit');
  const name = parseName(typed);
  return transaction(ctx, async (ctx) => {
    const { found, value } = await storedValue(ctx, name, wanted.version);
    if (!found) throw problem('setting.version_not_found');
    return write(ctx, { name, version, value, reason: wanted.reason, restored: wanted.version });
  });
}

/** What a new store's own name and language say already. */
export async function writeFirstSettings(ctx: StoreCtx, { name, locale }: Pick<NewStore, 'name' | 'locale'>) {
  const first = {
    languages: { default: locale, enabled: [locale] },
    fanMail: { ...settings.fanMail.defaults, senderName: shorten(name, 80) },
    page: { ...settings.page.defaults, title: shorten(name, 70) },
  };
  for (const [group, value] of Object.entries(first)) {
    await stored.replace(ctx.store.db, { name: group, value, version: 0 });
    await insertVersion(ctx, { name: group, version: 1, before: null, after: value, reason: null, restored: null });
  }
}

type Write = {
  name: SettingName;
  /** The version that was read. */
  version: number;
  value: unknown;
  reason: string | undefined;
  restored: number | null;
};

async function write(ctx: StoreCtx, { name, version, value, reason, restored }: Write) {
  await holdOpen(ctx);
  const present = await stored.find(ctx.store.db, name);
  if ((present?.version ?? 0) !== version) throw await stale(ctx, name, version);
  const before = present?.value ?? null;
  if (isSame(before ?? settings[name].defaults, value)) return toState(name, present);
  if (!(await stored.replace(ctx.store.db, { name, value, version }))) throw await stale(ctx, name, version);
  await insertVersion(ctx, { name, version: version + 1, before, after: value, reason: reason ?? null, restored });
  await audit.record(ctx, {
    action: restored === null ? 'settings.change' : 'settings.restore',
    subject: { type: 'setting', id: name, name, version: version + 1 },
    ...changesOf(asFields(before ?? settings[name].defaults), asFields(value)),
    ...(reason !== undefined && { reason }),
  });
  await announce(ctx, { topic: 'settings.changed', data: { name, version: version + 1 } });
  return toState(name, await stored.find(ctx.store.db, name));
}

async function insertVersion(
  ctx: StoreCtx,
  made: {
    name: string;
    version: number;
    before: unknown;
    after: unknown;
    reason: string | null;
    restored: number | null;
  },
) {
  const { restored, ...version } = made;
  const by = { id: newId(), at: ctx.clock.now(), actorName: actorName(ctx.actor) };
  await stored.insertVersion(ctx.store.db, { ...version, ...by, restoredVersion: restored });
}

/** The value as it was stored in a version; 0 is the defaults. */
async function storedValue(
  ctx: StoreCtx,
  name: SettingName,
  version: number,
): Promise<{ found: boolean; value: unknown }> {
  if (version === 0) return { found: true, value: settings[name].defaults };
  const row = await stored.findVersion(ctx.store.db, { name, version });
  return { found: row !== null, value: row?.after };
}

/** What differs between the version that was read and the present one, and who made the versions between. */
async function stale(ctx: StoreCtx, name: SettingName, version: number): Promise<ProblemError> {
  const { schema, defaults } = settings[name];
  const read = await storedValue(ctx, name, version);
  const since = await stored.listVersions(ctx.store.db, { name, below: newest, limit: 100 });
  const between = since.filter((one) => one.version > version);
  const [latest] = between;
  if (!read.found || latest === undefined) return problem('version.stale');
  const fitted = (value: unknown) => fitStored(schema, defaults, value).value;
  return problem('version.stale', {
    fields: changedFields(fitted(read.value), fitted(latest.after)),
    changedBy: [...new Set(between.map((one) => one.actorName))],
    changedAt: latest.at.toISOString(),
  });
}

function otherName(name: SettingName): ProblemError {
  const error = { at: '/body/name', code: 'other_name', message: `The address says ${name}; say the same here.` };
  return problem('request.invalid', {}, { errors: [error] });
}

function asFields(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : { value };
}

function shorten(text: string, most: number): string {
  return text
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
}
