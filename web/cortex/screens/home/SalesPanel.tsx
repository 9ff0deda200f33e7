import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InsightsToday } from '../../../../shared/contract/insights.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { formatAmount } from '../../../../shared/rules/money.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { todayQuery } from './homeApi.ts';
import classes from './SalesPanel.module.css';
import { compareInWords } from './salesToday.ts';

/** Orders, seats and revenue of today beside yesterday's until the same time of day. */
export function SalesPanel({ store }: { store: Store }) {
  const today = useQuery(todayQuery(store.key));
  return (
    <Panel
      title="Sales today"
      actions={
        <Anchor
          renderRoot={(props) => <Link to="/stores/$storeKey/insights" params={{ storeKey: store.key }} {...props} />}
        >
          Insights
        </Anchor>
      }
    >
      <QueryView query={today}>{(found) => <Figures found={found} />}</QueryView>
    </Panel>
  );
}

function Figures({ found: { today, yesterday, yesterdayByNow, currency } }: { found: InsightsToday }) {
  const whole = (count: number) => count.toLocaleString('en');
  const money = (cents: number) => formatAmount(cents, currency, 'en');
  const figures = [
    { name: 'Orders', of: 'orders', format: whole },
    { name: 'Seats', of: 'seats', format: whole },
    { name: 'Revenue', of: 'netCents', format: money },
  ] as const;
  return (
    <>
      <dl className={classes.figures}>
        {figures.map(({ name, of, format }) => (
          <div key={name} className={classes.figure}>
            <dt>{name}</dt>
            <dd className={classes.value}>{format(today.sales[of])}</dd>
            <dd className={classes.before}>{compareInWords(today.sales[of], yesterdayByNow[of], format)}</dd>
          </div>
        ))}
      </dl>
      <Text c="dimmed" mt="md">
        Yesterday in all: {whole(yesterday.sales.orders)} orders, {whole(yesterday.sales.seats)} seats,{' '}
        {money(yesterday.sales.netCents)}. Carts begun today: {whole(today.funnel.chosen)}.
      </Text>
    </>
  );
}
