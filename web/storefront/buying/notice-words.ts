import type { CartNotice } from '../../../shared/contract/carts.ts';
import type { Reader } from '../app/state.ts';
import type { Names } from './useNames.ts';

/** `lines`: one for all games of which the same is to be said. */
export type Said = { key: string; tone: 'info' | 'warn' | 'bad'; title: string; lines: readonly string[] };

type Of<Code extends CartNotice['code']> = Extract<CartNotice, { code: Code }>;
type Words = { names: Names; t: Reader['t']; money: Reader['money'] };

/** What happened to the cart, in plain words: what, where, and that nothing was charged. Alike things are said together. */
export function sayNotices(notices: readonly CartNotice[], names: Names, reader: Pick<Reader, 't' | 'money'>): Said[] {
  const words = { names, ...reader };
  const shown = notices.filter(isWorthSaying);
  const groups = groupsOf(shown, (one) => (one.code === 'add_on.gone' ? `${one.code} ${one.addOnId}` : one.code));
  return [...groups].map(([key, alike]) => ({ key, ...sayAlike(alike, words) }));
}

function sayAlike(notices: readonly CartNotice[], words: Words): Omit<Said, 'key'> {
  const { t, names, money } = words;
  const [first] = notices;
  switch (first?.code) {
    case 'seats.moved': {
      const lines = together(onlyOf(notices, 'seats.moved'), words, (games, { from, to }) =>
        t('notice.moved', { games, from: names.blocks(from), to: names.blocks(to) }),
      );
      return { tone: 'info', title: t('notice.moved_title'), lines };
    }
    case 'seats.lost': {
      const lines = together(onlyOf(notices, 'seats.lost'), words, (games, { seats }) =>
        t('notice.lost', { games, seats: names.blocks(seats) }),
      );
      return { tone: 'bad', title: t('notice.lost_title'), lines };
    }
    case 'seats.expired': {
      const codes = new Set(onlyOf(notices, 'seats.expired').flatMap(({ eventCodes }) => eventCodes));
      const events = [...codes].map((code) => names.event(code).name).join(', ');
      return { tone: 'warn', title: t('notice.expired_title'), lines: [t('notice.expired', { events })] };
    }
    case 'add_on.gone': {
      const gone = onlyOf(notices, 'add_on.gone');
      const codes = gone.flatMap(({ eventCode }) => eventCode ?? []);
      const line = codes.length === 0 ? t('notice.add_on') : t('notice.add_on_with', { games: gamesIn(codes, words) });
      return { tone: 'warn', title: t('notice.add_on_title', { addOn: names.addOn(first.addOnId) }), lines: [line] };
    }
    case 'price.changed': {
      const lines = together(onlyOf(notices, 'price.changed'), words, (games, { beforeCents, afterCents }) => {
        const before = money(beforeCents);
        return afterCents === null
          ? t('notice.price_gone', { games, before })
          : t('notice.price', { games, before, after: money(afterCents) });
      });
      return { tone: 'warn', title: t('notice.price_title'), lines };
    }
    default: {
      const lines = onlyOf(notices, 'offer.changed').map((notice) => sayOffer(notice, words));
      return { tone: 'info', title: t('notice.offer_title'), lines };
    }
  }
}

/** One line for all games whose notices say the same but for the game. */
function together<N extends { eventCode: string }>(
  notices: readonly N[],
  words: Words,
  say: (games: string, notice: N) => string,
): string[] {
  const groups = groupsOf(notices, ({ eventCode: _, ...rest }) => JSON.stringify(rest));
  return [...groups.values()].flatMap((alike) => {
    const codes = alike.map(({ eventCode }) => eventCode);
    return alike.slice(0, 1).map((one) => say(gamesIn(codes, words), one));
  });
}

function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** A game by its name and day; several by their number and names. */
function gamesIn(codes: readonly string[], { names, t }: Words): string {
  const [only = ''] = codes;
  if (codes.length === 1) return names.eventAndDay(only);
  return t('notice.games', { count: codes.length, events: codes.map((code) => names.event(code).name).join(', ') });
}

function onlyOf<Code extends CartNotice['code']>(notices: readonly CartNotice[], code: Code): Of<Code>[] {
  return notices.filter((one): one is Of<Code> => one.code === code);
}

function sayOffer({ lostEventCodes, isChoiceLost, afterCents }: Of<'offer.changed'>, { names, t, money }: Words) {
  const lost = lostEventCodes.map((code) => names.event(code).name).join(', ');
  return [
    ...(isChoiceLost ? [t('notice.offer_choice')] : []),
    ...(lost === '' ? [] : [t('notice.offer_lost', { events: lost })]),
    ...(afterCents === null ? [] : [t('notice.offer_price', { after: money(afterCents) })]),
  ].join(' ');
}

/** What is said of nothing is not shown. */
function isWorthSaying(notice: CartNotice): boolean {
  if (notice.code !== 'offer.changed') return true;
  return notice.isChoiceLost || notice.lostEventCodes.length > 0 || notice.afterCents !== null;
}
