import { type ReactNode, useState } from 'react';
import type { OfferAddOn } from '../../../../shared/contract/catalog.ts';
import { quantityOf } from '../../../../shared/rules/add-on-scope.ts';
import { call } from '../../../api/client.ts';
import { type ProblemFacts, problemFacts } from '../../../api/problem.ts';
import { choiceOf } from '../../app/cart.ts';
import { useApp, useCart, useRouter, useShop, useText } from '../../app/state.ts';
import css from '../../buying/buying.module.css';
import { CartNotices } from '../../buying/CartNotices.tsx';
import { Fault } from '../../buying/Fault.tsx';
import { HoldBar } from '../../buying/HoldBar.tsx';
import { NothingChosen } from '../../buying/NothingChosen.tsx';
import { PlanSummary } from '../../buying/PlanSummary.tsx';
import { Progress } from '../../buying/Progress.tsx';
import { useExtras } from '../../buying/useExtras.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';
import own from './AddOnsStep.module.css';

type Counts = Readonly<Record<string, number>>;

/** What goes with the seats: to choose, to know, and what is in the price anyway. */
export function AddOnsStep() {
  const { cart } = useCart();
  const { t } = useText();
  if (cart === null || cart.events.length === 0) return <NothingChosen title={t('title.add_ons')} />;
  const key = cart.addOns.map(({ addOnId, count }) => `${addOnId} ${count}`).join();
  return <Choosing key={key} chosen={Object.fromEntries(cart.addOns.map(({ addOnId, count }) => [addOnId, count]))} />;
}

function Choosing({ chosen }: { chosen: Counts }) {
  const { t } = useText();
  const router = useRouter();
  const { chosen: choices, forced, information } = useExtras();
  const { save, isSaving, problem } = useSaving();
  const [counts, setCounts] = useState<Counts>(chosen);
  const goOn = async () => {
    const isSame = choices.every(({ id }) => (counts[id] ?? 0) === (chosen[id] ?? 0));
    if (isSame || (await save(counts, choices))) await router.go({ step: 'review' });
  };
  return (
    <StepFrame title={t('title.add_ons')} lead={t('addons.lead')} aside={<PlanSummary />}>
      <div className={css.stack}>
        <Progress at="add-ons" />
        <HoldBar />
        <CartNotices />
        {problem !== null && <Fault problem={problem} />}
        {choices.length > 0 && (
          <ul className={own.cards}>
            {choices.map((addOn) => (
              <Card key={addOn.id} addOn={addOn} Heading="h2">
                <Count
                  addOn={addOn}
                  value={counts[addOn.id] ?? 0}
                  onChange={(count) => setCounts({ ...counts, [addOn.id]: count })}
                />
              </Card>
            ))}
          </ul>
        )}
        <Told title={t('addons.included')} addOns={forced} />
        <Told title={t('addons.info')} addOns={information} />
        <div className={css.bar}>
          <span role="status" className={css.muted}>
            {isSaving ? t('addons.saving') : ''}
          </span>
          <Button look="accent" size="large" isBusy={isSaving} onClick={() => void goOn()}>
            {t('act.continue')}
          </Button>
        </div>
      </div>
    </StepFrame>
  );
}

function Told({ title, addOns }: { title: string; addOns: readonly OfferAddOn[] }) {
  if (addOns.length === 0) return null;
  return (
    <section className={css.tight} aria-label={title}>
      <h2 className={css.title}>{title}</h2>
      <ul className={own.cards}>
        {addOns.map((addOn) => (
          <Card key={addOn.id} addOn={addOn} Heading="h3" />
        ))}
      </ul>
    </section>
  );
}

type CardProps = { addOn: OfferAddOn; Heading: 'h2' | 'h3'; children?: ReactNode };

function Card({ addOn, Heading, children }: CardProps) {
  const { copy } = useShop();
  const { t, say, money } = useText();
  const texts = copy.addOns[addOn.id];
  const { image } = texts ?? { image: null };
  const isSold = addOn.kind === 'optional' || addOn.kind === 'overflow';
  return (
    <li className={`${css.panel} ${own.card}`}>
      {image != null && <img src={image.url} alt={say(image.alt)} className={own.image} loading="lazy" />}
      <div className={css.tight}>
        <Heading className={own.name}>{say(texts?.name ?? {}) || t('addons.one')}</Heading>
        {say(texts?.description ?? {}) !== '' && <p className={css.muted}>{say(texts?.description ?? {})}</p>}
        {isSold && addOn.cents !== null && (
          <p className={css.amount}>{t('addons.each', { price: money(addOn.cents) })}</p>
        )}
      </div>
      {children}
    </li>
  );
}

/** The most that is offered where the program says none. */
const usualMost = 10;

function Count({ addOn, value, onChange }: { addOn: OfferAddOn; value: number; onChange: (count: number) => void }) {
  const { copy } = useShop();
  const { cart } = useCart();
  const { t, say } = useText();
  const { partySize, events } = cart ?? { partySize: 1, events: [] };
  const { min, max } = quantityOf(addOn, {
    partySize,
    events: events.map(({ eventCode, seats }) => ({ eventCode, seats: [{ count: seats.length }] })),
  });
  const most = max ?? Math.max(usualMost, min);
  const numbers = [
    0,
    ...Array.from({ length: Math.max(0, most - Math.max(1, min) + 1) }, (_, at) => at + Math.max(1, min)),
  ];
  const name = say(copy.addOns[addOn.id]?.name ?? {}) || t('addons.one');
  return (
    <SelectField
      label={t('addons.count', { addOn: name })}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {numbers.map((count) => (
        <option key={count} value={count}>
          {count}
        </option>
      ))}
    </SelectField>
  );
}

/** Says what is chosen and has it held with the seats. True when all of it is. */
function useSaving() {
  const app = useApp();
  const { storeKey } = useShop();
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<ProblemFacts | null>(null);
  const save = async (counts: Counts, choices: readonly OfferAddOn[]): Promise<boolean> => {
    const { cart } = app.cart.state.get();
    if (cart === null) return false;
    setSaving(true);
    setProblem(null);
    try {
      const addOns = choices.flatMap(({ id }) => (counts[id] ? [{ addOnId: id, count: counts[id] }] : []));
      const params = { storeKey };
      const body = { ...choiceOf(cart), addOns };
      app.cart.take(await call('PUT /api/stores/{storeKey}/cart', { params, body }));
      if (cart.state !== 'holding') return true;
      const answer = await call('POST /api/stores/{storeKey}/cart/holds', { params, body: { events: [] } });
      app.cart.take(answer.cart);
      return answer.cart.notices.every(({ code }) => code !== 'add_on.gone');
    } catch (error) {
      setProblem(problemFacts(error));
      await app.cart.refresh();
      return false;
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving, problem };
}
