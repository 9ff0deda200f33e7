import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { When } from '../../../ui/When.tsx';
import { whoAtStart } from '../../actorWords.ts';
import { CursorPager } from '../../shell/CursorPager.tsx';
import classes from './ActsPanel.module.css';
import { actInWords, programOf } from './boardWords.ts';
import { actsQuery } from './lifecycleApi.ts';

/** Every act on the schedule: who, when and why. */
export function ActsPanel({ store, names }: { store: Store; names: ReadonlyMap<string, string> }) {
  const { cursor } = useSearch({ from: '/app/stores/$storeKey/switchboard' });
  const page = useQuery({ ...actsQuery(store.key, cursor), placeholderData: keepPreviousData });
  return (
    <Panel title="What was done" flush>
      <QueryView query={page}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState isSmall icon="history" title="Nothing was done yet">
              Each switch stands here with who did it, when and why.
            </EmptyState>
          ) : (
            <ol className={classes.acts} aria-label="Acts, newest first">
              {items.map((act) => (
                <li key={act.id} className={classes.act}>
                  <div className={classes.line}>
                    <span>
                      <strong>{actInWords(act, programOf(act, items, names))}</strong>
                      {act.isOverride && (
                        <span className={classes.override}>
                          <StatusBadge tone="danger" icon="alert">
                            In spite of errors
                          </StatusBadge>
                        </span>
                      )}
                    </span>
                    <Text span c="dimmed" size="xs" className={classes.when}>
                      <When at={act.at} zone={store.timeZone} style="second" />
                    </Text>
                  </div>
                  <Text c="dimmed">
                    {whoAtStart(act.actorName)}
                    {act.reason !== null && `: “${act.reason}”`}
                  </Text>
                </li>
              ))}
            </ol>
          )
        }
      </QueryView>
      <CursorPager label="Pages of acts" next={page.data?.next ?? null} cursor={cursor} />
    </Panel>
  );
}
