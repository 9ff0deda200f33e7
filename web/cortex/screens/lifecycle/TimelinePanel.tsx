import { SegmentedControl, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { BarDetails } from './BarDetails.tsx';
import { BarsTable } from './BarsTable.tsx';
import type { BoardDialog } from './BoardDialogs.tsx';
import type { Board } from './lifecycleApi.ts';
import { Timeline } from './Timeline.tsx';
import { barsOf, placeOf, readFrom, type Span } from './timelineLayout.ts';

type Props = {
  store: Store;
  board: Board;
  now: number;
  span: Span;
  names: ReadonlyMap<string, string>;
  open: (dialog: BoardDialog) => void;
};

const month = 30 * 86_400_000;

/** The schedule drawn over time, or the same as a list. */
export function TimelinePanel({ store, board, now, span, names, open }: Props) {
  const { zoom = 'week', view } = useSearch({ from: '/app/stores/$storeKey/switchboard' });
  const navigate = useNavigate({ from: '/stores/$storeKey/switchboard' });
  const [selected, setSelected] = useState<string | null>(null);
  const readSince = Date.parse(readFrom(span, now, store.timeZone) ?? new Date(now - month).toISOString());
  const bars = barsOf(board, now, { from: Math.max(readSince, Date.parse(store.createdAt)), names });
  const chosen = bars.find(({ key }) => key === selected);
  return (
    <Panel
      title="Timeline"
      description={`Times are those of ${store.timeZone}.`}
      flush={view === 'list'}
      actions={
        <SegmentedControl
          aria-label="Look"
          size="xs"
          value={view ?? 'drawn'}
          data={[
            { value: 'drawn', label: 'Drawn' },
            { value: 'list', label: 'List' },
          ]}
          onChange={(value) =>
            void navigate({
              search: (old) => ({ ...old, view: value === 'list' ? ('list' as const) : undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      {view === 'list' ? (
        <BarsTable store={store} bars={bars} />
      ) : (
        <Stack gap="sm">
          <Timeline
            bars={bars.filter((bar) => bar.endsAt === null || bar.endsAt > bar.startsAt)}
            span={span}
            zoom={zoom}
            zone={store.timeZone}
            now={now}
            selected={selected}
            onSelect={(key) => setSelected(key === selected ? null : key)}
            onShow={(from, next) =>
              void navigate({
                search: (old) => ({
                  ...old,
                  zoom: next,
                  from: from === null ? undefined : new Date(from).toISOString(),
                }),
                replace: true,
                resetScroll: false,
              })
            }
          />
          {chosen !== undefined && placeOf(chosen, span) !== null && (
            <BarDetails store={store} bar={chosen} board={board} now={now} names={names} open={open} />
          )}
        </Stack>
      )}
    </Panel>
  );
}
