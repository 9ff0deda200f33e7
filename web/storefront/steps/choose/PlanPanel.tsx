import { formatDay } from '../../app/dates.ts';
import { useCartPart, useShop, useText } from '../../app/state.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Price } from '../../ui/Price.tsx';
import { Guidance } from './Guidance.tsx';
import css from './PlanPanel.module.css';
import { Progress } from './Progress.tsx';
import type { Plan } from './plan.ts';
import { sayFinding } from './sayFinding.ts';
import type { Choosing } from './useChoosing.ts';

export type PanelProps = { choosing: Choosing; plan: Plan; onContinue: () => void };

/** The choice so far: how far it is, what it comes to at least, and the way on. */
export function PlanPanel({ choosing, plan, onContinue }: PanelProps) {
  const { copy, locale, isPreview } = useShop();
  const { t } = useText();
  const { choice } = choosing;
  return (
    <section className={css.panel} aria-labelledby="plan">
      <h2 id="plan" className={css.title}>
        {t('choose.plan')}
      </h2>
      <Progress plan={plan} />
      <Guidance plan={plan} />
      {plan.chosen.length > 0 && (
        <ul className={css.games}>
          {plan.chosen.map((game) => (
            <li key={game.code} className={css.game}>
              <span className={css.day}>{game.day === null ? '' : formatDay(game.day, locale, 'short')}</span>
              <span className={css.name}>{game.name}</span>
              {choice.packageId === null && (
                <button
                  type="button"
                  className={css.remove}
                  aria-label={t('choose.remove', { game: game.name })}
                  onClick={() => choosing.toggle(game.code)}
                >
                  <svg aria-hidden="true" viewBox="0 0 20 20">
                    <path d="m5 5 10 10M15 5 5 15" />
                  </svg>
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Total plan={plan} partySize={choice.partySize} />
      <Problem />
      {!isPreview && <ContinueButton plan={plan} onContinue={onContinue} isWide />}
      <p className={css.hint}>{t(copy.prices.feesIncluded ? 'choose.total_hint' : 'choose.total_hint_fees_later')}</p>
      <Saved isSaved={plan.chosen.length > 0 && !isPreview} />
    </section>
  );
}

/** Why the last choice was not taken. */
function Problem() {
  const problem = useCartPart((state) => state.problem);
  if (problem === null) return null;
  return (
    <Notice tone="bad" isNews title={problem.title}>
      {problem.detail}
    </Notice>
  );
}

/** `isSaved`: what it is when nothing is on its way. */
function Saved({ isSaved }: { isSaved: boolean }) {
  const { t } = useText();
  const isSaving = useCartPart((state) => state.isSaving && !state.isOffline);
  return <p className={css.saved}>{isSaving ? t('choose.saving') : isSaved ? t('choose.saved') : ''}</p>;
}

export function Total({ plan, partySize }: { plan: Plan; partySize: number }) {
  const { t } = useText();
  const { totalCents } = plan.quote;
  if (totalCents === 0) return null;
  return (
    <p className={css.total}>
      <span>{t('choose.total', { party: t('choose.people', { count: partySize }) })}</span>
      <Price cents={totalCents} size="large" />
    </p>
  );
}

/** Open when the plan can be bought; before that it says what is missing. */
export function ContinueButton({
  plan,
  onContinue,
  isWide = false,
}: {
  plan: Plan;
  onContinue: () => void;
  isWide?: boolean;
}) {
  const shop = useShop();
  const reader = useText();
  const { offer } = shop;
  const missing = plan.quote.findings.find(({ severity }) => severity === 'error');
  const isSuites = offer.state === 'open' && offer.program.inventoryType === 'suite';
  return (
    <Button
      look="accent"
      size={isWide ? 'large' : 'usual'}
      isWide={isWide}
      aria-disabled={missing !== undefined}
      title={missing === undefined ? undefined : sayFinding(missing, shop, reader)}
      onClick={onContinue}
    >
      {isSuites ? reader.t('choose.suites') : isWide ? reader.t('choose.seats') : reader.t('bar.continue')}
    </Button>
  );
}
