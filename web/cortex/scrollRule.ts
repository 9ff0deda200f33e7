import { textOf } from './search.ts';

type Place = { location: { pathname: string; search: Record<string, unknown> } };

/** What of an address says where one is; the rest, such as a filter, says how it is looked at. */
const parts = ['view', 'group', 'cursor'] as const;

/**
 * Whether what is shown now starts at its top, or where it was left: another screen, part or page does. What is only
 * filtered, sorted, undone or previewed stays where it was scrolled to.
 */
export function makeScrollRule(): (place: Place) => boolean {
  let shown: string | null = null;
  return ({ location: { pathname, search } }) => {
    const place = [pathname, ...parts.map((part) => textOf(search[part]) ?? '')].join(' ');
    const isOther = place !== shown;
    shown = place;
    return isOther;
  };
}
