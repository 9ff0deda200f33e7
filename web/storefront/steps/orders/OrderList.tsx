import { useCallback, useEffect, useState } from 'react';
import type { Order } from '../../../../shared/contract/checkout.ts';
import { call } from '../../../api/client.ts';
import { type ProblemFacts, problemFacts } from '../../../api/problem.ts';
import { regional } from '../../app/dates.ts';
import { formatMoney } from '../../app/money.ts';
import { useShop, useText } from '../../app/state.ts';
import { useRetry } from '../../app/useConnection.ts';
import css from '../../buying/buying.module.css';
import { Fault } from '../../buying/Fault.tsx';
import { dayIn } from '../../buying/when.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';

/** Everything the fan bought, newest first. */
export function OrderList() {
  const { t } = useText();
  const { orders, next, problem, isLoading, more } = useOrders();
  return (
    <StepFrame title={t('title.orders')} lead={t('orders.lead')} isNarrow>
      {problem !== null && (
        <Fault problem={problem} actions={<Button onClick={() => void more()}>{t('act.retry')}</Button>} />
      )}
      {orders.length === 0 && !isLoading && problem === null && (
        <div className={css.tight}>
          <p>{t('orders.none')}</p>
          <p>
            <ButtonLink to={{ step: 'choose', packId: null }}>{t('buy.choose_games')}</ButtonLink>
          </p>
        </div>
      )}
      {orders.length > 0 && (
        <ul className={css.options}>
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </ul>
      )}
      {isLoading && <Skeleton label={t('title.orders')} isStep={orders.length === 0} />}
      {next !== null && !isLoading && (
        <div>
          <Button look="quiet" onClick={() => void more()}>
            {t('orders.more')}
          </Button>
        </div>
      )}
    </StepFrame>
  );
}

function OrderRow({ order }: { order: Order }) {
  const { t } = useText();
  const { copy, locale } = useShop();
  const { id, number, soldAt, events, seats, totalCents, feesCents, currency } = order;
  const games = events.filter(({ code }) => seats.some((seat) => seat.eventCode === code && seat.addOnId === null));
  const gone = seats.filter(({ status }) => status !== 'sold').length;
  return (
    <li className={css.panel}>
      <div className={css.row}>
        <span className={css.about}>
          <span className={css.name}>{t('orders.number', { number })}</span>
          <span className={`${css.muted} ${css.small}`}>
            {t('orders.bought_on', { date: dayIn(soldAt, copy.store.timeZone, locale) })} ·{' '}
            {t('buy.games', { count: games.length })} ·{' '}
            {formatMoney(totalCents + feesCents, currency, regional[locale], null)}
          </span>
          <span className={css.small}>{games.map(({ name }) => name).join(' · ')}</span>
          {gone > 0 && <span className={css.small}>{t('orders.refunded', { count: gone })}</span>}
        </span>
        <ButtonLink to={{ step: 'orders', orderId: id }} look="quiet">
          {t('orders.show_tickets')}
        </ButtonLink>
      </div>
    </li>
  );
}

type Page = { orders: readonly Order[]; next: string | null; problem: ProblemFacts | null; isLoading: boolean };

function useOrders() {
  const { storeKey } = useShop();
  const [page, setPage] = useState<Page>({ orders: [], next: null, problem: null, isLoading: true });
  const read = useCallback(
    async (cursor: string | null) => {
      setPage((before) => ({ ...before, isLoading: true, problem: null }));
      try {
        const query = cursor === null ? {} : { cursor };
        const { items, next } = await call('GET /api/stores/{storeKey}/orders', { params: { storeKey }, query });
        setPage((before) => ({
          orders: cursor === null ? items : [...before.orders, ...items],
          next,
          problem: null,
          isLoading: false,
        }));
      } catch (error) {
        setPage((before) => ({ ...before, isLoading: false, problem: problemFacts(error) }));
      }
    },
    [storeKey],
  );
  useEffect(() => {
    void read(null);
  }, [read]);
  const { next } = page;
  const more = useCallback(() => read(next), [read, next]);
  useRetry(page.problem?.code === 'connection.failed', more);
  return { ...page, more };
}
