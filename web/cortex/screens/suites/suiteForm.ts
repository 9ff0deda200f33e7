import type { Image, LocalText } from '../../../../shared/contract/program-content.ts';
import type { SeatRange } from '../../../../shared/contract/suites.ts';
import type { Suite } from './suitesApi.ts';

/** Text and picture as fields of a form. */
export type Looks = { text: LocalText; imageUrl: string; imageAlt: LocalText };

export function looksOf({ description, image }: { description: LocalText; image: Image | null }): Looks {
  return { text: description, imageUrl: image?.url ?? '', imageAlt: image?.alt ?? {} };
}

export function toLooks({ text, imageUrl, imageAlt }: Looks): { description: LocalText; image: Image | null } {
  const url = imageUrl.trim();
  return { description: written(text), image: url === '' ? null : { url, alt: written(imageAlt) } };
}

/** Without languages in which nothing is written. */
function written(text: LocalText): LocalText {
  const { en, es, fr } = text;
  const has = (value: string | undefined): value is string => value !== undefined && value.trim() !== '';
  return { ...(has(en) && { en }), ...(has(es) && { es }), ...(has(fr) && { fr }) };
}

export type SuiteValues = Looks & {
  name: string;
  suiteTypeId: string | null;
  seats: SeatRange[];
  overflow: SeatRange | null;
  partialSizes: string[];
};

export function valuesOf({ name, suiteTypeId, seats, overflow, partialSizes, ...looks }: Suite): SuiteValues {
  return { name, suiteTypeId, seats, overflow, partialSizes: partialSizes.map(String), ...looksOf(looks) };
}

export function bodyOf({ text, imageUrl, imageAlt, partialSizes, ...values }: SuiteValues, venueId: string) {
  return { ...values, venueId, partialSizes: partialSizes.map(Number), ...toLooks({ text, imageUrl, imageAlt }) };
}

export function emptyRange(sectionName: string, rowName = ''): SeatRange {
  return { sectionName, rowName, firstSeat: 1, lastSeat: 1 };
}

export function rangeFault({ sectionName, rowName, firstSeat, lastSeat }: SeatRange): string | null {
  if (sectionName === '' || rowName.trim() === '') return 'Name the section and the row.';
  return firstSeat > lastSeat ? 'The last seat comes before the first.' : null;
}
