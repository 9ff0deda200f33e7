import { useState } from 'react';
import type { Order } from '../../../../shared/contract/checkout.ts';
import { useApp, useCart, useRouter, useText } from '../../app/state.ts';
import css from '../../buying/buying.module.css';
import { useNames } from '../../buying/useNames.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import own from './OrdersStep.module.css';

type Props = { order: Order; addable: NonNullable<Order['postPurchase']> };

/** Further games that the bought package lets its fan add, as a cart of their own. */
export function AddGames({ order, addable: { events, minEvents, maxEvents } }: Props) {
  const { t } = useText();
  const names = useNames();
  const router = useRouter();
  const { cart: desk } = useApp();
  const { cart } = useCart();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isOpening, setOpening] = useState(false);
  const most = Math.min(maxEvents ?? events.length, events.length);
  const least = Math.max(1, minEvents);
  const isOther = cart !== null && cart.state !== 'choosing' && cart.forOrderId !== order.id;
  const toggle = (code: string) =>
    setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  const goOn = async () => {
    if (chosen.length < least) return;
    setOpening(true);
    desk.put({
      forOrderId: order.id,
      packId: null,
      packageId: order.packageId,
      partySize: partySizeOf(order),
      accessibleSeats: 0,
      events: chosen.map((eventCode) => ({ eventCode, suiteId: null })),
      addOns: [],
    });
    await desk.flush();
    setOpening(false);
    if (desk.state.get().problem === null) await router.go({ step: 'seats', eventCode: null });
  };
  return (
    <section className={css.panel} aria-labelledby="add-title">
      <h2 id="add-title">{t('orders.add_title')}</h2>
      <p className={css.muted}>
        {t('orders.add_text', { count: most })} {least > 1 && t('orders.add_min', { count: least })}
      </p>
      {isOther && <Notice tone="warn" title={t('orders.add_fixed')} />}
      <div className={own.checks}>
        {events.map(({ code, name, date, time }) => (
          <CheckField
            key={code}
            label={name}
            hint={names.when({ date, time })}
            checked={chosen.includes(code)}
            disabled={isOther || (!chosen.includes(code) && chosen.length >= most)}
            onChange={() => toggle(code)}
          />
        ))}
      </div>
      <div>
        <Button isBusy={isOpening} aria-disabled={isOther || chosen.length < least} onClick={() => void goOn()}>
          {t('orders.add_go', { count: Math.max(chosen.length, least) })}
        </Button>
      </div>
    </section>
  );
}

/** As many people as at the games that were bought. */
function partySizeOf({ seats }: Order): number {
  const own = seats.filter(({ addOnId }) => addOnId === null);
  const first = own[0]?.eventCode;
  return Math.max(1, own.filter(({ eventCode }) => eventCode === first).length);
}
