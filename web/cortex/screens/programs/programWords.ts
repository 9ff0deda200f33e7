import type { Definition, LocalText, ProgramContent, Stage } from '../../../../shared/contract/program-content.ts';
import type { ProgramState } from '../../../../shared/contract/programs.ts';
import type { Tone } from '../../../ui/StatusBadge.tsx';

/** The business's own names of what programs are made of. */

export const typeWords: Readonly<Record<Definition['type'], { label: string; means: string }>> = {
  build_your_own: { label: 'Build Your Own', means: 'Fans choose any of the events, between a minimum and a maximum.' },
  game_packs: { label: 'Game Packs', means: 'Fans choose a pack, then events inside it.' },
  preset_packages: { label: 'Predefined Packages', means: 'Fans buy a package of fixed events as it is.' },
};

export const inventoryWords: Readonly<Record<Definition['inventoryType'], { label: string; means: string }>> = {
  seat: { label: 'Seats', means: 'Fans choose seats.' },
  suite: { label: 'Suites', means: 'Fans buy a suite: real seats sold as a block.' },
};

export const structureWords: Readonly<Record<Definition['packStructure'], { label: string; means: string }>> = {
  packs_only: { label: 'Packs only', means: 'Each pack has one list of events.' },
  packs_with_tiers: {
    label: 'Packs with tiers',
    means: 'The events of each pack are divided into tiers with their own minimum and maximum.',
  },
  tiers_only: { label: 'Tiers only', means: 'There is one choice, divided into tiers.' },
};

export const programStates: Readonly<Record<ProgramState, { tone: Tone; label: string }>> = {
  draft: { tone: 'neutral', label: 'Draft' },
  published: { tone: 'info', label: 'Published' },
  archived: { tone: 'neutral', label: 'Archived' },
};

/** The text in English, or in the first language that has it; null when none has. */
export function textInWords(text: LocalText): string | null {
  return [text.en, ...Object.values(text)].find((words) => words !== undefined && words.trim() !== '') ?? null;
}

/** What staff call the pack, tier, package, add-on or rule of this id; null when the content has none, or no name for it. */
export function nameOfPart(content: ProgramContent, id: string): string | null {
  const parts = [
    ...content.packs.packs.flatMap((pack) => [pack, ...pack.tiers]),
    ...content.packages.packages,
    ...content.add_ons.addOns,
  ];
  const found = parts.find((part) => part.id === id);
  return found === undefined ? null : textInWords(found.name);
}

export const stageWords: Readonly<Record<Stage, string>> = {
  definition: 'Definition',
  events: 'Events',
  packs: 'Packs and tiers',
  packages: 'Packages',
  suites: 'Suites',
  pricing: 'Pricing',
  access: 'Access',
  presentation: 'Presentation',
  add_ons: 'Add-ons',
};
