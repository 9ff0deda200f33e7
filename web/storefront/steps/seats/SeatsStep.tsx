import { useCart, useRoute, useRouter, useShop, useText } from '../../app/state.ts';
import { useStore } from '../../app/store.ts';
import css from '../../buying/buying.module.css';
import { CartNotices } from '../../buying/CartNotices.tsx';
import { Fault } from '../../buying/Fault.tsx';
import { HoldBar } from '../../buying/HoldBar.tsx';
import { NothingChosen } from '../../buying/NothingChosen.tsx';
import { PlanSummary } from '../../buying/PlanSummary.tsx';
import { Progress } from '../../buying/Progress.tsx';
import { useHolding } from '../../buying/useHolding.ts';
import { useNames } from '../../buying/useNames.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Below, StepFrame } from '../../ui/StepFrame.tsx';
import { ContinueBar } from './ContinueBar.tsx';
import { FindPanel } from './FindPanel.tsx';
import { choosingOf, Games } from './Games.tsx';
import { HoldProgress } from './HoldProgress.tsx';
import { OneGame } from './OneGame.tsx';
import { Recovery } from './Recovery.tsx';
import { SuitePanel } from './SuitePanel.tsx';

export type Holding = ReturnType<typeof useHolding>;

/** Where the fan's seats are found and held: for all games together, or for one of them on its map. */
export function SeatsStep() {
  const { cart, isSaving } = useCart();
  const { t } = useText();
  if (cart === null || (cart.events.length === 0 && !isSaving)) return <NothingChosen title={t('title.seats')} />;
  if (cart.state === 'paying') return <BeingPaid />;
  return <Choosing />;
}

function Choosing() {
  const route = useRoute();
  const { cart } = useCart();
  const { prices } = useShop().copy;
  const { t } = useText();
  const names = useNames();
  const holding = useHolding();
  // who comes back from a game's map is where that game is listed
  const { isReturn } = useStore(useRouter().place);
  const eventCode = route.step === 'seats' ? route.eventCode : null;
  const game = cart?.events.find((one) => one.eventCode === eventCode);
  if (cart === null) return null;
  const isOne = game !== undefined && game.suiteId === null;
  const lead = `${t(prices.feesIncluded ? 'shell.all_in' : 'shell.fees_later')} ${t('seats.lead')}`;
  const hasSuites = cart.events.some(({ suiteId }) => suiteId !== null);
  const pending = cart.events.filter(({ state }) => state === 'pending');
  const isWrong = cart.quote.findings.some(
    ({ severity, code }) => severity === 'error' && code.startsWith('selection.'),
  );
  return (
    <StepFrame
      // another game is another screen: nothing of the one before moves to where it is in this one
      key={isOne ? game.eventCode : ''}
      title={isOne ? names.event(game.eventCode).name : t('title.seats')}
      lead={isOne ? names.when(names.event(game.eventCode)) : lead}
      aside={<PlanSummary />}
    >
      <div className={css.stack}>
        <Progress at="seats" />
        <HoldBar />
        {isWrong && pending.length > 0 && (
          <Notice
            tone="warn"
            title={t('buy.unfinished')}
            actions={<ButtonLink to={choosingOf(cart)}>{t('buy.change_games')}</ButtonLink>}
          />
        )}
        <CartNotices />
        {holding.problem !== null && <Fault problem={holding.problem} />}
        <HoldProgress holding={holding} />
        <Recovery holding={holding} />
        {isOne ? (
          <OneGame key={game.eventCode} eventCode={game.eventCode} holding={holding} />
        ) : (
          <>
            {pending.length > 0 &&
              !isWrong &&
              (hasSuites ? <SuitePanel holding={holding} /> : <FindPanel holding={holding} />)}
            {isReturn ? (
              <Games />
            ) : (
              <Below>
                <Games />
              </Below>
            )}
          </>
        )}
        {!isOne && <ContinueBar />}
      </div>
    </StepFrame>
  );
}

function BeingPaid() {
  const { t } = useText();
  return (
    <StepFrame title={t('buy.paying_title')} lead={t('buy.paying_text')} isNarrow>
      <div>
        <ButtonLink to={{ step: 'pay' }} look="accent">
          {t('buy.paying_go')}
        </ButtonLink>
      </div>
    </StepFrame>
  );
}
