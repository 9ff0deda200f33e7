import type { LocalText, Pack, ProgramContent } from '../../contract/program-content.ts';
import { shownPacks } from '../choice-space.ts';
import { contrastRatio, textContrast } from '../contrast.ts';
import { type Finding, finding } from '../finding.ts';
import type { CheckInput } from './input.ts';

/** Whether everything that is shown can be read by everybody, in every language of the store. */
export function checkPresentation(input: CheckInput): Finding[] {
  const { banner, headline } = input.content.presentation;
  return [
    ...(banner === null ? [finding('warning', 'presentation.no_banner', '/presentation/banner')] : []),
    ...textFindings(input, headline, '/presentation/headline', true),
    ...texts(input.content).flatMap(({ text, at }) => textFindings(input, text, at, false)),
    ...images(input.content).flatMap(({ alt, at }) => altFindings(input, alt, at)),
    ...contrast(input),
  ];
}

type Place<T> = T & { at: string };

function texts(content: ProgramContent): Place<{ text: LocalText }>[] {
  const { copy, faq } = content.presentation;
  const packs = placedPacks(content);
  return [
    ...packs.filter(({ pack }) => !pack.isHidden).map(({ pack, at }) => ({ text: pack.name, at: `${at}/name` })),
    ...content.packages.packages.map(({ name }, index) => ({ text: name, at: `/packages/packages/${index}/name` })),
    ...content.add_ons.addOns.map(({ name }, index) => ({ text: name, at: `/add_ons/addOns/${index}/name` })),
    ...[...copy.entries()].map(([index, { body }]) => ({ text: body, at: `/presentation/copy/${index}/body` })),
    ...[...faq.entries()].map(([index, { body }]) => ({ text: body, at: `/presentation/faq/${index}/body` })),
  ];
}

function images(content: ProgramContent): Place<{ alt: LocalText }>[] {
  const all = [
    { image: content.presentation.banner, at: '/presentation/banner' },
    ...placedPacks(content).map(({ pack, at }) => ({ image: pack.image, at: `${at}/image` })),
    ...content.packages.packages.map(({ image }, index) => ({ image, at: `/packages/packages/${index}/image` })),
    ...content.add_ons.addOns.map(({ image }, index) => ({ image, at: `/add_ons/addOns/${index}/image` })),
  ];
  return all.flatMap(({ image, at }) => (image === null ? [] : [{ alt: image.alt, at }]));
}

/** The packs that count, each with its place in the document, where those of other structures are kept too. */
function placedPacks(content: ProgramContent): { pack: Pack; at: string }[] {
  return shownPacks(content).map((pack) => ({
    pack,
    at: `/packs/packs/${content.packs.packs.findIndex(({ id }) => id === pack.id)}`,
  }));
}

/** A text that is empty in all languages is left out on purpose, unless it is needed. */
function textFindings({ locales }: CheckInput, text: LocalText, at: string, isNeeded: boolean): Finding[] {
  const missing = missingIn(locales, text);
  if (missing.length === 0 || (!isNeeded && missing.length === locales.length)) return [];
  return [finding('warning', 'presentation.no_text', at, { locales: missing })];
}

function altFindings({ locales }: CheckInput, alt: LocalText, at: string): Finding[] {
  const missing = missingIn(locales, alt);
  return missing.length === 0 ? [] : [finding('error', 'presentation.no_alt', at, { locales: missing })];
}

function missingIn(locales: CheckInput['locales'], text: LocalText): string[] {
  return locales.filter((locale) => (text[locale] ?? '').trim() === '');
}

function contrast({ content, brand }: CheckInput): Finding[] {
  const { primary, onPrimary } = content.presentation.colours;
  const [back, front] = [primary ?? brand.primary, onPrimary ?? brand.onPrimary];
  const ratio = contrastRatio(back, front);
  if (ratio >= textContrast) return [];
  return [
    finding('error', 'presentation.contrast', '/presentation/colours', {
      back,
      front,
      ratio: Math.floor(ratio * 100) / 100,
    }),
  ];
}
