import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { boardQuery, programsQuery, useRereadSwitchboard } from '../lifecycle/lifecycleApi.ts';
import { NowPanel } from '../lifecycle/NowPanel.tsx';
import { useAtNextSwitch, useNow } from '../lifecycle/useNow.ts';
import { AttentionPanel } from './AttentionPanel.tsx';

/** What is live and what comes next, and what needs a person. */
export function LivePanels({ store }: { store: Store }) {
  const mayView = { enabled: may(store, 'store.programs.view') };
  const board = useQuery({ ...boardQuery(store.key), ...mayView });
  const programs = useQuery({ ...programsQuery(store.key), ...mayView });
  const now = useNow(board, 15_000);
  useAtNextSwitch(board.data, useRereadSwitchboard(store.key));
  const names = new Map(programs.data?.items.map(({ id, name }) => [id, name]));
  return (
    <>
      <QueryView query={board} frame={(look) => <Panel title="Live now">{look}</Panel>}>
        {(found) => (
          <NowPanel
            title="Live now"
            store={store}
            board={found}
            readAt={board.dataUpdatedAt}
            names={names}
            actions={
              <Anchor
                renderRoot={(props) => (
                  <Link to="/stores/$storeKey/switchboard" params={{ storeKey: store.key }} {...props} />
                )}
              >
                Switchboard
              </Anchor>
            }
          />
        )}
      </QueryView>
      <AttentionPanel store={store} board={board.data} names={names} now={now} />
    </>
  );
}
