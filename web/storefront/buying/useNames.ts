import { useMemo } from 'react';
import type { Block } from '../../../shared/contract/carts.ts';
import { useCart, useShop, useText } from '../app/state.ts';
import { sizeOf } from './blocks.ts';
import { type KnownEvent, knownOf, unknownEvent } from './known.ts';
import { whenOf } from './when.ts';

export type Names = {
  title: string | null;
  event: (code: string) => KnownEvent & { venueId: string | null };
  /** `Warriors vs. Lakers, Sat, Jan 10`. */
  eventAndDay: (code: string) => string;
  when: (event: Pick<KnownEvent, 'date' | 'time'>) => string;
  addOn: (id: string) => string;
  suite: (id: string) => string;
  /** `Section 112, row 8, seats 5–6`. */
  block: (block: Block) => string;
  /** `Section 112, row 8, 5–6`. */
  blockShort: (block: Block) => string;
  section: (name: string) => string;
  blocks: (blocks: readonly Block[]) => string;
};

/** A dash at which no line is broken. */
const to = '\u2060–\u2060';

/** What things are called to the fan. */
export function useNames(): Names {
  const { offer, copy, locale } = useShop();
  const { cart } = useCart();
  const { t, say } = useText();
  return useMemo(() => {
    const known = knownOf(cart, offer.state === 'open' ? offer : null, copy);
    const displayed = new Map(
      Object.values(copy.sections).flatMap((list) => list.map((one) => [one.sectionName, one.displayName] as const)),
    );
    // a section that staff gave a name is called by that; one that has only its number is a section in every language
    const section = (name: string) => {
      const shown = displayed.get(name) ?? name;
      return shown === name || shown === `Section ${name}` ? t('seats.section_name', { section: name }) : shown;
    };
    const event = (code: string) => known.events[code] ?? unknownEvent(code);
    const when: Names['when'] = (one) => whenOf(one, locale, t);
    const partsOf = (one: Block) => ({
      section: section(one.sectionName),
      row: one.rowName,
      seats: sizeOf(one) === 1 ? String(one.firstSeat) : `${one.firstSeat}${to}${one.lastSeat}`,
    });
    const block = (one: Block) => t(sizeOf(one) === 1 ? 'seats.block_one' : 'seats.block', partsOf(one));
    return {
      title: known.title === null ? null : say(known.title) || null,
      event,
      when,
      eventAndDay: (code) => `${event(code).name}, ${when(event(code))}`,
      addOn: (id) => say(known.addOns[id] ?? {}) || t('addons.one'),
      suite: (id) => known.suites[id] ?? t('suites.one'),
      section,
      block,
      blockShort: (one) => t('seats.block_short', partsOf(one)),
      blocks: (all) => all.map(block).join('; '),
    };
  }, [cart, offer, copy, locale, t, say]);
}
