import type { ProgramContent, Stage } from '../../../../../shared/contract/program-content.ts';
import type { EditorPlace } from '../../../../../shared/contract/programs.ts';
import { type Finding, isWithin } from './stage.tsx';

/** The stages of the editor, from left to right, as their addresses name them. */
export const slugs = [
  'definition',
  'events',
  'packs',
  'suites',
  'pricing',
  'access',
  'presentation',
  'add-ons',
  'review',
] as const;
export type Slug = (typeof slugs)[number];

export type EditorStage = {
  slug: Slug;
  label: string;
  /** Whose findings it shows; none for the review, which shows all. */
  stage: Stage | null;
};

/** The stages that a program of this kind has. */
export function stagesOf({ definition: { type, inventoryType, packStructure } }: ProgramContent): EditorStage[] {
  const packs = packStructure === 'packs_only' ? 'Packs' : packStructure === 'tiers_only' ? 'Tiers' : 'Packs and tiers';
  return [
    { slug: 'definition', label: 'Definition', stage: 'definition' },
    { slug: 'events', label: 'Events', stage: 'events' },
    ...(type === 'game_packs' ? [{ slug: 'packs', label: packs, stage: 'packs' } as const] : []),
    ...(type === 'preset_packages' ? [{ slug: 'packs', label: 'Packages', stage: 'packages' } as const] : []),
    ...(inventoryType === 'suite' ? [{ slug: 'suites', label: 'Suites', stage: 'suites' } as const] : []),
    { slug: 'pricing', label: 'Pricing', stage: 'pricing' },
    { slug: 'access', label: 'Access', stage: 'access' },
    { slug: 'presentation', label: 'Presentation', stage: 'presentation' },
    { slug: 'add-ons', label: 'Add-ons', stage: 'add_ons' },
    { slug: 'review', label: 'Review and publish', stage: null },
  ];
}

/** What a stage is called where it is told who is at it. */
export function placeOf({ stage }: EditorStage): EditorPlace {
  return stage ?? 'review';
}

/** Where a stage of the program is edited. */
export function slugOf(stage: Stage): Slug {
  if (stage === 'packages') return 'packs';
  return stage === 'add_ons' ? 'add-ons' : stage;
}

/** The findings whose place is in the stage. */
export function findingsIn(findings: readonly Finding[], stage: Stage): Finding[] {
  return findings.filter(({ at }) => isWithin(at, `/${stage}`));
}

export function countsOf(findings: readonly Finding[]): { errors: number; warnings: number } {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning') };
}

/** "2 errors and 1 warning"; null when there is neither. */
export function countsInWords({ errors, warnings }: { errors: number; warnings: number }): string | null {
  const parts = [
    errors === 0 ? [] : [`${errors} ${errors === 1 ? 'error' : 'errors'}`],
    warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`],
  ].flat();
  return parts.length === 0 ? null : parts.join(' and ');
}
