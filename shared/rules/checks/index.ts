import { type Finding, hasErrors } from '../finding.ts';
import { checkClassNames } from './class-names.ts';
import { checkDefinition } from './definition.ts';
import { checkEvents } from './events.ts';
import { checkGating } from './gating.ts';
import type { CheckInput } from './input.ts';
import { checkInventory } from './inventory.ts';
import { checkPresentation } from './presentation.ts';
import { checkPricing } from './pricing.ts';
import { checkSuites } from './suites.ts';

export type { CheckInput, EventFacts, InventoryFacts } from './input.ts';

/** The stages of checking, in the order in which staff work. */
export const checkStages = [
  'definition',
  'events',
  'class_names',
  'pricing',
  'suites',
  'gating',
  'presentation',
  'inventory',
] as const;
export type CheckStage = (typeof checkStages)[number];
export type StageReport = { stage: CheckStage; findings: readonly Finding[] };

const checks: Record<CheckStage, (input: CheckInput) => Finding[]> = {
  definition: checkDefinition,
  events: checkEvents,
  class_names: checkClassNames,
  pricing: checkPricing,
  suites: checkSuites,
  gating: checkGating,
  presentation: checkPresentation,
  inventory: checkInventory,
};

/** Every stage's findings at `input.at`. Pure: the editor, publish and the watch before a planned switch run this same function. */
export function runChecks(input: CheckInput): StageReport[] {
  return checkStages.map((stage) => ({ stage, findings: checks[stage](input) }));
}

/** True if nothing blocks publishing. */
export function mayPublish(reports: readonly StageReport[]): boolean {
  return reports.every(({ findings }) => !hasErrors(findings));
}
