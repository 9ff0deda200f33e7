import type { ProgramContent } from '../../contract/program-content.ts';
import { type Choice, choiceSpace, choicesOf, shownPacks } from '../choice-space.ts';
import { type Finding, finding } from '../finding.ts';
import { canComplete } from '../selection.ts';
import { type CheckInput, eventCodesOf, goneAtVendor, goneReason, isOpen } from './input.ts';

/** Whether what the program names exists and can still be bought. */
export function checkEvents(input: CheckInput): Finding[] {
  return [
    ...eventCodesOf(input.content).flatMap((code) => checkEvent(input, code)),
    ...mapping(input.content),
    ...completion(input),
  ];
}

function checkEvent(input: CheckInput, eventCode: string): Finding[] {
  const event = input.events.get(eventCode);
  const at = placeOf(input.content, eventCode);
  if (event === undefined) return [finding('error', 'events.unknown', at, { eventCode })];
  const reason = goneReason(event, input.at);
  const params = { eventCode, event: event.name };
  if (reason !== null) return [finding('warning', `events.${reason}`, at, params)];
  const gone = goneAtVendor(input, eventCode);
  return gone === null ? [] : [finding('warning', `events.vendor_${gone}`, at, params)];
}

function mapping(content: ProgramContent): Finding[] {
  if (content.definition.type !== 'game_packs') return [];
  return shownPacks(content).flatMap((pack) => {
    const at = `/packs/packs/${content.packs.packs.findIndex(({ id }) => id === pack.id)}`;
    const inPack = new Set(pack.eventCodes);
    const mapped = new Set(pack.tiers.flatMap(({ eventCodes }) => eventCodes));
    const strange = [...mapped].filter((code) => !inPack.has(code));
    const lost = [...inPack].filter((code) => !mapped.has(code));
    return [
      ...strange.map((eventCode) => finding('error', 'events.tier_not_in_pack', at, { eventCode, pack: pack.id })),
      ...lost.map((eventCode) => finding('warning', 'events.pack_not_in_tier', at, { eventCode, pack: pack.id })),
    ];
  });
}

/** Only a choice that was possible with all its events is reported here; the others are wrong in their definition. */
function completion(input: CheckInput): Finding[] {
  const { content } = input;
  return choicesOf(content).flatMap((choice) => {
    const ever = choiceSpace(content, choice, () => true);
    const now = choiceSpace(content, choice, (code) => isOpen(input, code));
    if (ever === null || now === null || !canComplete(ever, new Set()) || canComplete(now, new Set())) return [];
    const left = now.groups.reduce((sum, group) => sum + group.eventCodes.length, 0);
    const params = { pack: choice.packId, package: choice.packageId, left, min: now.minEvents };
    return [finding('error', 'events.cannot_complete', placeOfChoice(content, choice), params)];
  });
}

function placeOfChoice(content: ProgramContent, { packId, packageId }: Choice): string {
  if (packId !== null) return `/packs/packs/${content.packs.packs.findIndex(({ id }) => id === packId)}`;
  if (packageId !== null)
    return `/packages/packages/${content.packages.packages.findIndex(({ id }) => id === packageId)}`;
  return '/events';
}

function placeOf(content: ProgramContent, eventCode: string): string {
  switch (content.definition.type) {
    case 'build_your_own':
      return `/events/eventCodes/${content.events.eventCodes.indexOf(eventCode)}`;
    case 'game_packs': {
      const pack = shownPacks(content).find(({ eventCodes }) => eventCodes.includes(eventCode));
      return `/packs/packs/${content.packs.packs.findIndex(({ id }) => id === pack?.id)}`;
    }
    case 'preset_packages':
      return `/packages/packages/${content.packages.packages.findIndex(
        ({ eventCodes, postPurchase }) =>
          eventCodes.includes(eventCode) || postPurchase?.eventCodes.includes(eventCode),
      )}`;
  }
}
