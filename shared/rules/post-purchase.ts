import type { Pack, PriceRule, ProgramContent } from '../contract/program-content.ts';
import type { QuotedOffer } from './quote.ts';

/**
 * What a buyer of a package may add to it later, as an offer of its own: one pack with the package's id, whose events are
 * the post-purchase ones, with their minimum and maximum. Those that were `added` before count for both and are not
 * offered again. Rules that name the package hold for the pack. Null when the package lets nothing more be added.
 */
export function postPurchaseOffer(
  offer: QuotedOffer,
  packageId: string,
  added: ReadonlySet<string> = new Set(),
): QuotedOffer | null {
  const left = stillToAdd(offer.content, packageId, added);
  return left === null ? null : { ...offer, content: addingTo(offer.content, packageId, left) };
}

export type Post = { eventCodes: string[]; minEvents: number; maxEvents: number | null };

/** What a package lets its buyer add besides what was added; null when that is nothing. */
export function stillToAdd(content: ProgramContent, packageId: string, added: ReadonlySet<string>): Post | null {
  const post = content.packages.packages.find(({ id }) => id === packageId)?.postPurchase;
  if (post === undefined || post === null) return null;
  const count = post.eventCodes.filter((code) => added.has(code)).length;
  const eventCodes = post.eventCodes.filter((code) => !added.has(code));
  const minEvents = Math.max(0, post.minEvents - count);
  const maxEvents = post.maxEvents === null ? null : Math.max(0, post.maxEvents - count);
  return eventCodes.length === 0 || maxEvents === 0 ? null : { eventCodes, minEvents, maxEvents };
}

function addingTo(content: ProgramContent, packageId: string, post: Post): ProgramContent {
  const { eventCodes } = post;
  const tier = { id: packageId, name: {}, minEvents: 0, maxEvents: null, eventCodes, isHidden: true };
  const pack: Pack = { ...post, id: packageId, name: {}, description: {}, tiers: [tier], isHidden: false, image: null };
  return {
    ...content,
    definition: { ...content.definition, type: 'game_packs', packStructure: 'packs_only' },
    packs: { packs: [pack] },
    pricing: { rules: content.pricing.rules.map((rule) => forPack(rule, packageId)) },
    // forced add-ons went with the package itself
    add_ons: { addOns: [] },
  };
}

function forPack(rule: PriceRule, packageId: string): PriceRule {
  const conditions = rule.conditions.map((condition) =>
    condition.packageId === packageId ? { ...condition, packageId: null, packId: packageId } : condition,
  );
  return { ...rule, conditions };
}
