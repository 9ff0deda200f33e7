import type { OfferCopy } from '../../../../shared/contract/catalog.copy.ts';
import type { Finding } from '../../../../shared/rules/finding.ts';
import { formatInstant } from '../../app/dates.ts';
import { gameIn } from '../../app/games.ts';
import type { Shop } from '../../app/shop.ts';
import type { Reader } from '../../app/state.ts';
import type { Hindrance } from './plan.ts';

/** What a finding means for the fan, in their language. `isEmpty`: nothing is chosen yet. */
export function sayFinding({ code, params }: Finding, shop: Shop, { t, money, say }: Reader, isEmpty = false): string {
  const count = (name: string) => Number(params[name] ?? 0);
  const text = (name: string) => String(params[name] ?? '');
  const game = () => gameIn(shop, text('eventCode'))?.name ?? text('eventCode');
  const tier = () => say(shop.copy.tiers[text('group')] ?? {});
  switch (code) {
    case 'selection.complete':
      return t('guide.complete');
    case 'selection.group_short':
      return tier() === ''
        ? t('guide.short', { count: count('missing') })
        : t('guide.group_short', { count: count('missing'), tier: tier() });
    case 'selection.short':
      return t('guide.short', { count: count('missing') });
    case 'selection.over':
      return t('guide.over', { count: count('over') });
    case 'selection.group_over':
      return tier() === ''
        ? t('guide.over', { count: count('over') })
        : t('guide.group_over', { count: count('over'), tier: tier() });
    case 'selection.cannot_complete':
      return isEmpty ? t('guide.not_enough') : t('guide.cannot_complete');
    case 'selection.event_not_offered':
      return t('guide.not_offered', { game: game() });
    case 'selection.better_price':
      return t('guide.better_price', {
        count: count('more'),
        games: count('eventCount'),
        saved: money(count('savedCents')),
      });
    case 'selection.other_choice':
      return t('guide.other_choice', { pack: nameOfChoice(shop.copy, params, say), saved: money(count('savedCents')) });
    case 'price.no_rule':
      return t('guide.no_price');
    case 'price.not_for_sale':
      return t('guide.not_for_sale', { game: game() });
    case 'party.size':
      return t('guide.party', { min: count('min'), max: count('max') });
    case 'party.event_limit':
      return params.max === null
        ? t('guide.party_event_least', { game: game(), min: count('min') })
        : t('guide.party_event', { game: game(), min: count('min'), max: count('max') });
    case 'cap.events':
    case 'cap.plans':
      return t('guide.cap', { count: count('cap') });
    case 'cap.seats_per_event':
      return t('guide.cap_seats', { game: game(), count: count('cap') });
    default:
      return t('guide.other');
  }
}

export function nameOfChoice(copy: OfferCopy, params: Finding['params'], say: Reader['say']): string {
  const id = String(params.packId ?? params.packageId ?? '');
  return say((copy.packs[id] ?? copy.packages[id])?.name ?? {});
}

/** Why a game cannot be added. */
export function sayHindrance(hindrance: Hindrance, { copy, locale }: Shop, { t, say }: Reader): string {
  const tierName = (id: string) => say(copy.tiers[id] ?? {});
  switch (hindrance.reason) {
    case 'sold_out':
      return t('refusal.sold_out');
    case 'not_available':
      return t('refusal.not_available');
    case 'on_sale_later':
      return t('refusal.on_sale', { when: formatInstant(hindrance.at, locale, copy.store.timeZone) });
    case 'party':
      return hindrance.max === null
        ? t('refusal.party_least', { min: hindrance.min })
        : t('refusal.party', { min: hindrance.min, max: hindrance.max });
    case 'suite':
      return t('refusal.suite');
    case 'cap':
      return sayCap(hindrance.cap, t);
    case 'group_full':
      return tierName(hindrance.group) === ''
        ? t('refusal.selection_full', { count: hindrance.maxEvents })
        : t('refusal.group_full', { count: hindrance.maxEvents, tier: tierName(hindrance.group) });
    case 'selection_full':
      return t('refusal.selection_full', { count: hindrance.maxEvents });
    case 'needed_elsewhere':
      return t('refusal.needed', { tiers: hindrance.groups.map(tierName).filter(Boolean).join(', ') });
    case 'impossible':
      return t('refusal.impossible');
  }
}

/** Of the game that says it. */
function sayCap({ code, params }: Finding, t: Reader['t']): string {
  const count = Number(params.cap);
  return code === 'cap.seats_per_event' ? t('refusal.cap_seats', { count }) : t('guide.cap', { count });
}
