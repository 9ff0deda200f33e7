import { useEffect, useState } from 'react';
import type { Order } from '../../../../shared/contract/checkout.ts';
import { addressOf } from '../../../api/client.ts';
import { regional } from '../../app/dates.ts';
import { formatMoney } from '../../app/money.ts';
import { useFan, useShop, useText } from '../../app/state.ts';
import { isJustBought } from '../../buying/bought.ts';
import css from '../../buying/buying.module.css';
import { Fault } from '../../buying/Fault.tsx';
import { dayIn } from '../../buying/when.ts';
import buttons from '../../ui/Button.module.css';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';
import { AddGames } from './AddGames.tsx';
import { OrderGames } from './OrderGames.tsx';
import own from './OrdersStep.module.css';
import { useOrder } from './useOrder.ts';

/** One order: the thank-you of who has just bought it, and where its tickets are for everybody else. */
export function OrderPage({ orderId }: { orderId: string }) {
  const { t } = useText();
  const state = useOrder(orderId);
  switch (state.step) {
    case 'loading':
      return (
        <StepFrame title={t('title.orders')} isNarrow>
          <Skeleton label={t('title.orders')} isStep />
        </StepFrame>
      );
    case 'missing':
      return (
        <StepFrame title={t('orders.missing')} isNarrow>
          <AllOrders />
        </StepFrame>
      );
    case 'failed':
      return (
        <StepFrame title={t('title.orders')} isNarrow>
          <Fault problem={state.problem} actions={<Button onClick={state.again}>{t('act.retry')}</Button>} />
        </StepFrame>
      );
    case 'there':
      return <Bought order={state.order} />;
  }
}

function Bought({ order }: { order: Order }) {
  const { t } = useText();
  const { fan } = useFan();
  const { storeKey } = useShop();
  const [isNew, setNew] = useState(false);
  useEffect(() => setNew(isJustBought(storeKey, order.id)), [storeKey, order.id]);
  const { number } = order;
  const lead =
    fan === null ? t('orders.thanks_plain', { number }) : t('orders.thanks_lead', { number, email: fan.email });
  return (
    <StepFrame
      title={isNew ? t('orders.thanks') : t('orders.number', { number })}
      lead={isNew ? lead : undefined}
      aside={<Facts order={order} />}
      below={
        <>
          {order.postPurchase !== null && order.postPurchase.events.length > 0 && (
            <AddGames order={order} addable={order.postPurchase} />
          )}
          <AllOrders />
        </>
      }
    >
      <div className={css.stack}>
        <GivenBack order={order} />
        <OrderGames order={order} />
      </div>
    </StepFrame>
  );
}

function AllOrders() {
  const { t } = useText();
  return (
    <p>
      <ButtonLink to={{ step: 'orders', orderId: null }} look="quiet">
        {t('orders.all')}
      </ButtonLink>
    </p>
  );
}

function Facts({ order }: { order: Order }) {
  const { t } = useText();
  const { copy, locale, storeKey } = useShop();
  const { number, vendorOrderNumber, soldAt, totalCents, feesCents, currency, forOrderId, events } = order;
  const hasDates = events.some(({ date }) => date.state === 'set');
  return (
    <section className={css.panel} aria-label={t('orders.number', { number })}>
      <dl className={own.facts}>
        <div>
          <dt>{t('orders.paid')}</dt>
          <dd className={css.title}>{formatMoney(totalCents + feesCents, currency, regional[locale], null)}</dd>
          {feesCents > 0 && (
            <dd className={css.small}>
              {t('orders.fees', { fees: formatMoney(feesCents, currency, regional[locale], null) })}
            </dd>
          )}
        </div>
        <div>
          <dt>{t('orders.number_label')}</dt>
          <dd>{number}</dd>
        </div>
        <div>
          <dt>{t('orders.box_number')}</dt>
          <dd>{vendorOrderNumber}</dd>
        </div>
      </dl>
      <p className={`${css.muted} ${css.small}`}>
        {t('orders.bought_on', { date: dayIn(soldAt, copy.store.timeZone, locale) })}
        {forOrderId !== null && ` · ${t('orders.part_of')}`}
      </p>
      {hasDates && (
        <a
          className={`${buttons.button} ${buttons.quiet}`}
          href={addressOf('GET /api/stores/{storeKey}/orders/{orderId}/calendar', {
            params: { storeKey, orderId: order.id },
          })}
          download
        >
          {t('orders.calendar')}
        </a>
      )}
    </section>
  );
}

/** What the vendor gave back is said as it is; the amounts stay those that were paid. */
function GivenBack({ order: { seats } }: { order: Order }) {
  const { t } = useText();
  const refunded = seats.filter(({ status }) => status === 'refunded').length;
  const cancelled = seats.filter(({ status }) => status === 'cancelled').length;
  if (refunded + cancelled === 0) return null;
  const said = [
    ...(refunded > 0 ? [t('orders.refunded', { count: refunded })] : []),
    ...(cancelled > 0 ? [t('orders.cancelled', { count: cancelled })] : []),
  ];
  return (
    <Notice tone="info" title={said.join(' · ')}>
      {refunded > 0 && <p>{t('orders.refund_note')}</p>}
    </Notice>
  );
}
