import type { StepName } from '../app/route.ts';
import { useText } from '../app/state.ts';
import css from './buying.module.css';
import { useExtras } from './useExtras.ts';

const steps = [
  ['choose', 'buy.step_games'],
  ['seats', 'buy.step_seats'],
  ['add-ons', 'buy.step_extras'],
  ['review', 'buy.step_review'],
  ['pay', 'buy.step_pay'],
] as const;

/** How far the order is. */
export function Progress({ at }: { at: StepName }) {
  const { t } = useText();
  const { hasExtras } = useExtras();
  return (
    <nav aria-label={t('buy.steps')}>
      <ol className={css.progress}>
        {steps
          .filter(([step]) => step !== 'add-ons' || hasExtras)
          .map(([step, word]) => (
            <li key={step} aria-current={step === at ? 'step' : undefined}>
              {t(word)}
            </li>
          ))}
      </ol>
    </nav>
  );
}
