import { noAllowances } from '../allowances.ts';
import type { House, Rule } from './source.ts';

/** Two modules and core, enough to plant any offence. */
const sampleHouse: House = {
  modules: [
    { name: 'alpha', owns: ['platform.alphas', 'store.alphas'] },
    { name: 'beta', owns: ['platform.betas', 'store.betas'], reads: ['alpha'] },
  ],
  coreTables: ['platform.changes', 'store.outbox'],
  allowances: noAllowances,
};

/** Runs a rule over the files, given as path and text; answers `path:line message` lines. */
export function judge(rule: Rule, files: Record<string, string>, house: Partial<House> = {}): string[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return rule(sources, { ...sampleHouse, ...house }).map(({ path, line, message }) => `${path}:${line} ${message}`);
}
