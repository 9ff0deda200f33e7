import type { Locale } from '../../../shared/contract/common.ts';
import type { Words } from '../words/en.ts';
import type { StepName } from './route.ts';

/** Some of the words of one language. */
export type SomeWords = Partial<Words>;

/** Each language and part of the store has a file, so a fan loads what they read only. */
const areas = ['first', 'choose', 'buy'] as const;
type Area = (typeof areas)[number];

const loaders: Readonly<Record<Locale, Readonly<Record<Area, () => Promise<SomeWords>>>>> = {
  en: {
    first: async () => (await import('../words/en.first.ts')).first,
    choose: async () => (await import('../words/en.choose.ts')).choose,
    buy: async () => (await import('../words/en.buy.ts')).buy,
  },
  es: {
    first: async () => (await import('../words/es.first.ts')).first,
    choose: async () => (await import('../words/es.choose.ts')).choose,
    buy: async () => (await import('../words/es.buy.ts')).buy,
  },
  fr: {
    first: async () => (await import('../words/fr.first.ts')).first,
    choose: async () => (await import('../words/fr.choose.ts')).choose,
    buy: async () => (await import('../words/fr.buy.ts')).buy,
  },
};

/** The words a step says: of those before it too, because they share parts. */
export async function loadWords(locale: Locale, step: StepName): Promise<SomeWords> {
  const parts = await Promise.all(areasOf(step).map((area) => loaders[locale][area]()));
  const all: SomeWords = {};
  for (const part of parts) Object.assign(all, part);
  return all;
}

/** The sources of these words, by which the server finds their files. */
export function wordSources(locale: Locale, step: StepName): string[] {
  return areasOf(step).map((area) => `words/${locale}.${area}.ts`);
}

function areasOf(step: StepName): readonly Area[] {
  if (step === 'home' || step === 'missing' || step === 'sign-in') return areas.slice(0, 1);
  return step === 'choose' ? areas.slice(0, 2) : areas;
}
