import { Group, Text } from '@mantine/core';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import classes from './BarDetails.module.css';
import type { BoardDialog } from './BoardDialogs.tsx';
import { returnInWords, stateWords } from './boardWords.ts';
import type { Board } from './lifecycleApi.ts';
import { PlanActs } from './PlansPanel.tsx';
import { ProgramLink } from './ProgramLink.tsx';
import type { Bar } from './timelineLayout.ts';

type Props = {
  store: Store;
  bar: Bar;
  board: Board;
  now: number;
  names: ReadonlyMap<string, string>;
  open: (dialog: BoardDialog) => void;
};

/** The bar that was chosen, in words, with what can be done about its plan. */
export function BarDetails({ store, bar, board, now, names, open }: Props) {
  const plan = board.plans.find(({ id }) => id === bar.planId);
  const mayAct = plan !== undefined && may(store, 'store.programs.switch');
  return (
    <div className={classes.details} aria-live="polite">
      <div>
        <Group gap="xs">
          <Text fw={600}>
            {bar.programId === null ? (
              bar.name
            ) : (
              <ProgramLink storeKey={store.key} id={bar.programId} name={bar.name} />
            )}
          </Text>
          <StatusBadge tone={stateWords[bar.state].tone}>{stateWords[bar.state].label}</StatusBadge>
        </Group>
        <Text c="dimmed">
          From {shortInstant(bar.startsAt, store)}{' '}
          {bar.endsAt === null ? 'without an end' : `until ${shortInstant(bar.endsAt, store)}`}
          {bar.releases.length > 0 && ` · ${releasesInWords(bar.releases)}`}
          {plan !== undefined && plan.endsAt !== null && ` · returns to ${returnInWords(plan, names)}`}
        </Text>
      </div>
      {mayAct && <PlanActs plan={plan} now={now} names={names} open={open} />}
    </div>
  );
}

function shortInstant(at: number, { timeZone }: Store): string {
  return formatInstant(new Date(at).toISOString(), timeZone);
}

export function releasesInWords(releases: readonly number[]): string {
  const [first, last] = [releases.at(0), releases.at(-1)];
  return first === last ? `release ${first}` : `releases ${first} to ${last}`;
}
