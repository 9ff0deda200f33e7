import { useShop, useText } from '../../app/state.ts';
import { Price } from '../../ui/Price.tsx';
import css from './ChooseBar.module.css';
import { ContinueButton, type PanelProps } from './PlanPanel.tsx';
import { guidance } from './plan.ts';
import { sayFinding } from './sayFinding.ts';
import { useCaps } from './useCaps.ts';

/** On a narrow screen: the plan in one line that stays in sight. */
export function ChooseBar({ plan, onContinue }: PanelProps) {
  const shop = useShop();
  const reader = useText();
  const { first, better } = guidance(plan);
  const [cap = null] = useCaps(plan.chosen);
  const shown = cap ?? better ?? first;
  const { totalCents } = plan.quote;
  if (shop.isPreview || plan.chosen.length === 0) return null;
  return (
    <section
      className={css.bar}
      aria-label={`${reader.t('bar.label')}: ${reader.t('choose.chosen', { count: plan.chosen.length })}`}
    >
      {shown !== null && (
        <p className={shown === better ? css.better : css.said} aria-hidden="true">
          {sayFinding(shown, shop, reader)}
        </p>
      )}
      <div className={css.row}>
        <p className={css.sum}>
          <span className={css.count}>{reader.t('choose.chosen', { count: plan.chosen.length })}</span>
          {totalCents > 0 && <Price cents={totalCents} isFrom />}
        </p>
        <ContinueButton plan={plan} onContinue={onContinue} />
      </div>
    </section>
  );
}
