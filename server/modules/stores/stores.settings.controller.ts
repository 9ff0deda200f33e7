import { Setting, settingRoutes } from '../../../shared/contract/settings.ts';
import { defineController, reply } from '../../core/http/controller.ts';
import * as settings from './stores.settings.service.ts';
import * as changes from './stores.settings-changes.service.ts';
import type { SettingState, SettingVersion } from './stores.types.ts';

export const settingsController = defineController(settingRoutes, {
  listSettings: async (ctx) => ({ items: (await settings.listSettings(ctx)).map(toWire) }),
  getSetting: async (ctx, { params }) => answer(await settings.getSetting(ctx, params.name)),
  changeSetting: async (ctx, { params, version, body }) =>
    answer(await changes.changeSetting(ctx, params.name, version, body)),
  listSettingVersions: async (ctx, { params, query }) =>
    toWirePage(await settings.listSettingVersions(ctx, params.name, query)),
  restoreSetting: async (ctx, { params, version, body }) =>
    answer(await changes.restoreSetting(ctx, params.name, version, body)),
});

function answer(setting: SettingState) {
  return reply(toWire(setting), { version: setting.version });
}

/** Parsed, because only so a name and its value belong together for the type checker. */
function toWire({ changed, ...setting }: SettingState): Setting {
  return Setting.parse({ ...setting, changed: changed && { ...changed, at: changed.at.toISOString() } });
}

function toWirePage({ items, next }: { items: SettingVersion[]; next: string | null }) {
  return { items: items.map((version) => ({ ...version, at: version.at.toISOString() })), next };
}
