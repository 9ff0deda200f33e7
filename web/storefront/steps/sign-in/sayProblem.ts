import { problemFacts } from '../../../api/problem.ts';
import type { Translate } from '../../app/text.ts';

/** What went wrong, in the fan's language. What only staff could mend is said as what it means for the fan. */
export function sayProblem(problem: unknown, t: Translate): string {
  const { code, status, params } = problemFacts(problem);
  if (code === 'connection.failed') return t('problem.offline');
  if (code === 'fan.account_locked') return t('problem.account_locked');
  if (code === 'fan.too_many_codes') return t('problem.too_many_codes', { count: Number(params.minutes) });
  if (status === 429 || code === 'vendor.busy') return t('problem.busy');
  if (code.startsWith('vendor.')) return t('problem.vendor');
  return t('problem.other');
}
