import { Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ComponentProps, memo, useDeferredValue, useMemo, useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Later } from '../../../ui/Later.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { ActsPanel } from './ActsPanel.tsx';
import { AsOfPanel } from './AsOfPanel.tsx';
import { BoardActs } from './BoardActs.tsx';
import { type BoardDialog, BoardDialogs } from './BoardDialogs.tsx';
import { HeldPlans } from './HeldPlans.tsx';
import { boardQuery, type ProgramSummary, programsQuery, useRereadSwitchboard } from './lifecycleApi.ts';
import { NowPanel } from './NowPanel.tsx';
import { PlansPanel } from './PlansPanel.tsx';
import classes from './SwitchboardScreen.module.css';
import { TimelinePanel } from './TimelinePanel.tsx';
import { readFrom, spanOf } from './timelineLayout.ts';
import { useAtNextSwitch, useNow } from './useNow.ts';

/** What is, was and will be active, and every way to change it. */
export function SwitchboardScreen() {
  const store = useStore();
  return (
    <Guard permission="store.programs.view" here={store} title="Switchboard">
      <Switchboard store={store} />
    </Guard>
  );
}

function Switchboard({ store }: { store: Store }) {
  const search = useSearch({ from: '/app/stores/$storeKey/switchboard' });
  const [dialog, setDialog] = useState<BoardDialog | null>(null);
  const [openedAt] = useState(Date.now);
  const span = spanOf(search.zoom ?? 'week', search.from, openedAt);
  const from = readFrom(span, openedAt, store.timeZone);
  const board = useQuery({ ...boardQuery(store.key, from), placeholderData: keepPreviousData });
  const programs = useQuery(programsQuery(store.key));
  const now = useNow(board, 15_000);
  useAtNextSwitch(board.data, useRereadSwitchboard(store.key));
  const items = programs.data?.items ?? none;
  const names = useMemo(() => new Map(items.map(({ id, name }) => [id, name])), [items]);
  const boardBelow = useDeferredValue(board.data);
  const nowBelow = useDeferredValue(now);
  return (
    <>
      <PageHeader
        title="Switchboard"
        within={store.name}
        description="Which program is active, and when. Seats that fans hold keep the offer they started with."
        actions={<BoardActs store={store} board={board.data} programs={programs.data?.items} open={setDialog} />}
      />
      <QueryView query={board}>
        {(found) => (
          <Stack gap="lg">
            <NowPanel store={store} board={found} readAt={board.dataUpdatedAt} names={names} />
            <HeldPlans store={store} board={found} names={names} open={setDialog} />
            <TimelinePanel store={store} board={found} now={now} span={span} names={names} open={setDialog} />
            <Later>
              <BelowTimeline store={store} board={boardBelow ?? found} now={nowBelow} names={names} open={setDialog} />
            </Later>
            <BoardDialogs
              store={store}
              board={found}
              readAt={board.dataUpdatedAt}
              programs={items}
              dialog={dialog}
              onClose={() => setDialog(null)}
            />
          </Stack>
        )}
      </QueryView>
    </>
  );
}

const none: readonly ProgramSummary[] = [];

/** By itself, and one frame behind: moving the timeline need not wait for it. */
const BelowTimeline = memo(function BelowTimeline(props: ComponentProps<typeof PlansPanel>) {
  const { store, names } = props;
  return (
    <>
      <PlansPanel {...props} />
      <div className={classes.columns}>
        <ActsPanel store={store} names={names} />
        <AsOfPanel store={store} />
      </div>
    </>
  );
});
