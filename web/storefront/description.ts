import type { PageData } from '../../shared/contract/storefront.ts';
import type { Translate } from './app/text.ts';
import { sublineKeys } from './steps/home/startKeys.ts';

/** What search engines say below the name: what staff wrote for them, else the promise of the first page. */
export function descriptionOf({ copy, offer, locale }: PageData, t: Translate): string {
  const { page, presentation, languages, store } = copy;
  if (page.description !== '') return page.description;
  const own = presentation?.subline ?? {};
  const written = [own[locale], own[languages.default]].find((text) => text !== undefined && text !== '');
  if (offer.state !== 'open') return store.name;
  return `${store.name}: ${written ?? t(sublineKeys[offer.program.type], { count: offer.events.length })}`;
}
