import { Skeleton } from '@mantine/core';
import { type ComponentProps, lazy, Suspense } from 'react';

/** The charts, loaded when one is shown. */
const Bars = lazy(() => import('./BarChart.tsx').then(({ BarChart }) => ({ default: BarChart })));
const Lines = lazy(() => import('./LineChart.tsx').then(({ LineChart }) => ({ default: LineChart })));
const Funnel = lazy(() => import('./FunnelChart.tsx').then(({ FunnelChart }) => ({ default: FunnelChart })));

export function LazyBarChart(props: ComponentProps<typeof Bars>) {
  return (
    <Suspense fallback={<Skeleton h={280} />}>
      <Bars {...props} />
    </Suspense>
  );
}

export function LazyLineChart(props: ComponentProps<typeof Lines>) {
  return (
    <Suspense fallback={<Skeleton h={280} />}>
      <Lines {...props} />
    </Suspense>
  );
}

export function LazyFunnelChart(props: ComponentProps<typeof Funnel>) {
  return (
    <Suspense fallback={<Skeleton h={160} />}>
      <Funnel {...props} />
    </Suspense>
  );
}
