import type { ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { shownPacks } from '../../../../../../shared/rules/choice-space.ts';
import { textInWords } from '../../programWords.ts';

/** The names of the packs, with their tier where tiers are shown, or of the packages that have the event. */
export function placesOf(content: ProgramContent, code: string): string[] {
  if (content.definition.type === 'preset_packages') return packagesWith(content, code);
  return shownPacks(content)
    .filter(({ eventCodes }) => eventCodes.includes(code))
    .map(({ name, isHidden, tiers }) => {
      const tier = tiers.find((one) => !one.isHidden && one.eventCodes.includes(code));
      const names = [
        ...(isHidden ? [] : [textInWords(name) ?? 'a pack without a name']),
        ...(tier === undefined ? [] : [textInWords(tier.name) ?? 'a tier without a name']),
      ];
      return names.join(' › ');
    });
}

function packagesWith({ packages: { packages } }: ProgramContent, code: string): string[] {
  return packages.flatMap(({ name, eventCodes, postPurchase }) => {
    const label = textInWords(name) ?? 'a package without a name';
    if (eventCodes.includes(code)) return [label];
    return postPurchase?.eventCodes.includes(code) === true ? [`${label}, after the purchase`] : [];
  });
}
