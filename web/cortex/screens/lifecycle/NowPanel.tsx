import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { browserZone } from '../../zone.ts';
import { countdownInWords } from './boardWords.ts';
import type { Board } from './lifecycleApi.ts';
import classes from './NowPanel.module.css';
import { ProgramLink } from './ProgramLink.tsx';
import { ownClock } from './planForm.ts';
import { nextSwitchAt, useNow } from './useNow.ts';

type NextProps = {
  store: Store;
  board: Board;
  /** When the board was read, by our clock. */
  readAt: number;
  names: ReadonlyMap<string, string>;
};
type Props = NextProps & { title?: string; actions?: ReactNode };

/** What is live, since when, and how long until something else is. */
export function NowPanel({ store, board, readAt, names, title = 'Now', actions }: Props) {
  const { active } = board;
  return (
    <Panel title={title} {...(actions !== undefined && { actions })}>
      <div className={classes.sides}>
        <Stack gap={4}>
          <Group gap="sm">
            <span className={classes.name}>
              {active === null ? (
                'Closed'
              ) : (
                <ProgramLink storeKey={store.key} id={active.programId} name={active.programName} />
              )}
            </span>
            {active === null ? (
              <StatusBadge tone="warning" icon="pause">
                No program is active
              </StatusBadge>
            ) : (
              <StatusBadge tone="positive">Active</StatusBadge>
            )}
          </Group>
          <Text c="dimmed">
            {active === null ? (
              'Fans read that the store is closed.'
            ) : (
              <>
                Release {active.releaseNumber}, since <When at={active.startsAt} zone={store.timeZone} />
                {active.planId !== null && ', by a plan'}
              </>
            )}
          </Text>
        </Stack>
        <Next store={store} board={board} readAt={readAt} names={names} />
      </div>
    </Panel>
  );
}

function Next({ store, board, readAt, names }: NextProps) {
  const at = nextSwitchAt(board);
  if (at === null) {
    return (
      <div className={classes.next}>
        <Text c="dimmed">Nothing is planned: it stays so until somebody switches.</Text>
      </div>
    );
  }
  const next = board.future.find(({ startsAt }) => startsAt === at);
  const name = next === undefined ? 'Closed' : (names.get(next.programId) ?? next.programName);
  const own = ownClock(at, store.timeZone, browserZone);
  return (
    <div className={classes.next}>
      <Text c="dimmed">
        {name} in{' '}
        <span role="timer" className={classes.countdown} aria-label={`Time until ${name}`}>
          <Countdown board={board} readAt={readAt} at={at} />
        </span>
      </Text>
      <Text c="dimmed">
        {formatInstant(at, store.timeZone)} ({store.timeZone})
      </Text>
      {own !== null && <Text c="dimmed">{own} on your clock</Text>}
    </div>
  );
}

/** By itself, because nothing else on the screen is another each second. */
function Countdown({ board, readAt, at }: Pick<NextProps, 'board' | 'readAt'> & { at: string }) {
  return countdownInWords(Date.parse(at) - useNow({ data: board, dataUpdatedAt: readAt }));
}
