import { type RefObject, useEffect, useRef, useState } from 'react';
import { call } from '../../../api/client.ts';
import { isProblem } from '../../../api/problem.ts';
import { useApp, useCart, useFan, useRouter, useShop, useText } from '../../app/state.ts';
import { useStore } from '../../app/store.ts';
import { markBought } from '../../buying/bought.ts';
import css from '../../buying/buying.module.css';
import { CartNotices } from '../../buying/CartNotices.tsx';
import { Fault } from '../../buying/Fault.tsx';
import { HoldBar } from '../../buying/HoldBar.tsx';
import { NothingChosen } from '../../buying/NothingChosen.tsx';
import { PlanSummary } from '../../buying/PlanSummary.tsx';
import { Progress } from '../../buying/Progress.tsx';
import { useDue } from '../../buying/useDue.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';
import { type CardForm, CardFrame } from './CardFrame.tsx';
import { Failed } from './Failed.tsx';
import pay from './PayStep.module.css';
import { usePayDesk } from './usePayDesk.ts';

/** Where the cart is paid, in the vendor's own card form. */
export function PayStep() {
  const { cart } = useCart();
  const { fan, isLoading } = useFan();
  const { t } = useText();
  // the cart of a purchase is gone once it is bought: this page stays with it
  const [cartId, setCartId] = useState(cart?.id ?? null);
  useEffect(() => {
    if (cart !== null) setCartId(cart.id);
  }, [cart]);
  if (cartId === null) return <NothingChosen title={t('title.pay')} />;
  if (fan === null) return <SignInFirst isLoading={isLoading} />;
  return <Paying key={cartId} cartId={cartId} />;
}

function SignInFirst({ isLoading }: { isLoading: boolean }) {
  const { ask, isEnded } = useFan();
  const { t } = useText();
  return (
    <StepFrame title={t('title.pay')} lead={t(isEnded ? 'account.ended' : 'review.sign_in_text')} isNarrow>
      <HoldBar />
      {isLoading ? (
        <Skeleton label={t('title.pay')} isStep />
      ) : (
        <div>
          <Button look="accent" onClick={() => void ask()}>
            {t('review.sign_in')}
          </Button>
        </div>
      )}
    </StepFrame>
  );
}

function Paying({ cartId }: { cartId: string }) {
  const { t } = useText();
  const router = useRouter();
  const { storeKey } = useShop();
  const { cart: cartDesk } = useApp();
  const { cart } = useCart();
  const desk = usePayDesk(cartId);
  const state = useStore(desk.state);
  useEffect(() => {
    if (state.step !== 'sold') return;
    markBought(storeKey, state.order.id);
    cartDesk.take(null);
    void router.go({ step: 'orders', orderId: state.order.id }, { replace: true });
  }, [state, storeKey, cartDesk, router]);
  useEffect(() => {
    if (state.step === 'failed' || state.step === 'refused') void cartDesk.refresh();
  }, [state, cartDesk]);
  const isElsewhere = cart === null || cart.state === 'paying';
  // bought, or being bought, in another tab
  useEffect(() => {
    if (isElsewhere) void desk.resume();
  }, [isElsewhere, desk]);
  if (state.step === 'buying' || state.step === 'asking' || state.step === 'sold') {
    const isUnsure = state.step === 'buying' && state.isUnsure;
    const kind = state.step === 'asking' ? 'asking' : isUnsure ? 'unsure' : 'buying';
    return <UnderWay kind={kind} />;
  }
  if (cart === null) return <NothingChosen title={t('title.pay')} />;
  return <CardPage desk={desk} />;
}

function UnderWay({ kind }: { kind: 'buying' | 'unsure' | 'asking' }) {
  const { t } = useText();
  return (
    <StepFrame title={t(`pay.${kind}_title`)} isNarrow>
      <div className={pay.busy} role="status">
        <Spinner isLarge />
        <p>{t(`pay.${kind}`)}</p>
      </div>
    </StepFrame>
  );
}

function CardPage({ desk }: { desk: ReturnType<typeof usePayDesk> }) {
  const { t, money } = useText();
  const { cart } = useCart();
  const { locale } = useShop();
  const state = useStore(desk.state);
  const { due, problem, ask } = useDue();
  const form = usePaymentForm();
  const card = useRef<CardForm | null>(null);
  const [doing, setDoing] = useState<Doing>('nothing');
  const [agreed, setAgreed] = useState<number | null>(null);
  const isHeld = cart !== null && cart.state === 'holding' && cart.events.every((one) => one.state === 'held');
  const failure = state.step === 'failed' ? state.failure : null;
  useEffect(() => {
    if (failure?.reason === 'amount_differs') void ask();
  }, [failure, ask]);
  const buy = async () => {
    if (cart === null || due === null || card.current === null || doing !== 'nothing') return;
    setDoing('checking');
    const paymentToken = await card.current.submit();
    setDoing('nothing');
    if (paymentToken === null) return;
    setAgreed(due.dueCents);
    await desk.pay({ cartId: cart.id, agreedCents: due.dueCents, paymentToken, locale });
  };
  return (
    <StepFrame title={t('title.pay')} lead={isHeld ? t('pay.lead') : undefined} aside={<PlanSummary due={due} />}>
      <div className={css.stack}>
        <Progress at="pay" />
        <HoldBar />
        {failure !== null && <Failed failure={failure} beforeCents={agreed} nowCents={due?.dueCents ?? null} />}
        {failure === null && <CartNotices />}
        {state.step === 'refused' && <Fault problem={state.problem} />}
        {cart?.state === 'paying' && (
          <Notice tone="info" title={t('buy.paying_title')}>
            {t('buy.paying_text')}
          </Notice>
        )}
        {!isHeld && cart?.state !== 'paying' && failure === null && (
          <Notice
            tone="warn"
            title={t('fault.not_held')}
            actions={<ButtonLink to={{ step: 'seats', eventCode: null }}>{t('fail.again')}</ButtonLink>}
          />
        )}
        {isHeld && problem !== null && (
          <Fault problem={problem} actions={<Button onClick={() => void ask()}>{t('act.retry')}</Button>} />
        )}
        {isHeld && form === 'none' && <Notice tone="bad" title={t('pay.no_form')} />}
        {isHeld && form !== 'none' && form !== null && (
          <CardPanel
            {...{ form, doing }}
            handle={card}
            label={
              due === null
                ? null
                : t(failure?.reason === 'amount_differs' ? 'pay.agree' : 'pay.now', { amount: money(due.dueCents) })
            }
            isAsking={due === null && problem === null}
            onBuy={() => void buy()}
            onConfirming={() => setDoing('confirming')}
          />
        )}
      </div>
    </StepFrame>
  );
}

type Form = { url: string; origin: string };
type Doing = 'nothing' | 'checking' | 'confirming';

type CardPanelProps = {
  form: Form;
  handle: RefObject<CardForm | null>;
  doing: Doing;
  /** Of the button, with the amount; null while that is not known. */
  label: string | null;
  isAsking: boolean;
  onBuy: () => void;
  onConfirming: () => void;
};

function CardPanel({ form, handle, doing, label, isAsking, onBuy, onConfirming }: CardPanelProps) {
  const { t } = useText();
  return (
    <section className={css.panel} aria-labelledby="card-title">
      <h2 id="card-title">{t('pay.card_title')}</h2>
      <p className={`${css.muted} ${css.small}`}>{t('pay.card_safe')}</p>
      <CardFrame form={form} handle={handle} onEntered={onBuy} onConfirming={onConfirming} />
      <p role="status" className={doing === 'nothing' ? 'hidden' : css.muted}>
        {doing === 'nothing' ? '' : t(`pay.${doing}`)}
      </p>
      {label !== null && (
        <Button look="accent" size="large" isWide isBusy={doing !== 'nothing'} onClick={onBuy}>
          {label}
        </Button>
      )}
      {isAsking && <Spinner label={t('review.asking')} />}
    </section>
  );
}

/** Where the vendor's form is; none when the store has no vendor that takes cards. */
function usePaymentForm(): Form | 'none' | null {
  const { storeKey } = useShop();
  const [form, setForm] = useState<Form | 'none' | null>(null);
  useEffect(() => {
    let isLeft = false;
    call('GET /api/stores/{storeKey}/checkout/form', { params: { storeKey } }).then(
      (answer) => !isLeft && setForm(answer.form ?? 'none'),
      (error: unknown) => !isLeft && !isProblem(error, 'connection.failed') && setForm('none'),
    );
    return () => {
      isLeft = true;
    };
  }, [storeKey]);
  return form;
}
