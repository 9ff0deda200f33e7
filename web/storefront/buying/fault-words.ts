import type { ProblemFacts } from '../../api/problem.ts';
import type { Reader } from '../app/state.ts';
import type { Names } from './useNames.ts';

/** What went wrong and what to do, in the fan's language. */
export function sayFault(problem: ProblemFacts, names: Names, { t }: Pick<Reader, 't'>): string {
  const { code, params, errors, requestId } = problem;
  switch (code) {
    case 'cart.busy':
    case 'purchase.under_way':
    case 'cart.paying':
      return t('fault.busy');
    case 'cart.fixed':
      return t('fault.fixed');
    case 'cart.none':
      return t('fault.none');
    case 'cart.not_held':
      return t('fault.not_held');
    case 'cart.sign_in_to_hold':
      return t('fault.sign_in_to_hold');
    case 'cart.too_many_held':
      return t('fault.too_many_held');
    case 'cart.not_allowed':
      return [t('fault.not_allowed'), ...errors.map((error) => sayRule(error, names, t))].join(' ');
    case 'offer.closed':
    case 'offer.not_yours':
      return t('fault.closed');
    case 'vendor.busy':
    case 'request.rate_limited':
      return t('fault.vendor_busy', { seconds: numberIn(params, 'seconds', 10) });
    case 'vendor.unavailable':
    case 'vendor.unknown':
    case 'vendor.setup':
    case 'vendor.not_connected':
      return t('fault.vendor_down');
    case 'connection.failed':
      return t('fault.offline');
    case 'fan.sign_in_required':
      return t('fault.sign_in');
    default:
      return t('fault.other', { id: requestId ?? code });
  }
}

type RuleError = ProblemFacts['errors'][number] & { params?: Readonly<Record<string, unknown>> };

function sayRule({ code, at, params = {} }: RuleError, names: Names, t: Reader['t']): string {
  const eventCode = /^\/events\/(.+)$/.exec(at)?.[1];
  const event = eventCode === undefined ? '' : names.event(eventCode).name;
  const of = (name: string) => numberIn(params, name, 0);
  switch (code) {
    case 'party.size':
      return t('rule.party.size', { min: of('min'), max: of('max') });
    case 'party.event_limit':
      return t('rule.party.event_limit', { event, max: of('max') });
    case 'cap.seats_per_event':
      return t('rule.cap.seats_per_event', { event, cap: of('cap') });
    case 'cap.events':
      return t('rule.cap.events', { cap: of('cap') });
    case 'cap.plans':
      return t('rule.cap.plans', { cap: of('cap') });
    default:
      if (code.startsWith('add_on.')) return t('rule.add_on');
      return t(code.startsWith('price.') ? 'rule.price' : 'rule.selection');
  }
}

function numberIn(params: Readonly<Record<string, unknown>>, name: string, otherwise: number): number {
  const value = params[name];
  return typeof value === 'number' ? value : otherwise;
}
