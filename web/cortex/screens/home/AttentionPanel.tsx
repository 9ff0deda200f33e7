import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { EmptyState, LoadingState } from '../../../ui/states.tsx';
import type { Board } from '../lifecycle/lifecycleApi.ts';
import classes from './AttentionPanel.module.css';
import type { Item } from './attention.ts';
import { useAttention } from './useAttention.ts';

type Props = { store: Store; board: Board | undefined; names: ReadonlyMap<string, string>; now: number };

/** What does not mend itself, each with the way to where it is mended. */
export function AttentionPanel({ store, board, names, now }: Props) {
  const { items, isComplete, error } = useAttention(store, board, names, now);
  const mark = items.length > 0 && <StatusBadge tone={items[0]?.tone ?? 'warning'}>{items.length}</StatusBadge>;
  return (
    <Panel title="Needs a person" actions={mark} flush>
      {items.length === 0 && isComplete && error === null && (
        <EmptyState isSmall icon="checkCircle" title="Nothing">
          Programs, vendor, inventory, checkouts and webhooks are as they should be.
        </EmptyState>
      )}
      {items.length === 0 && !isComplete && <LoadingState label="Looking at the store" />}
      {items.length > 0 && (
        <ul className={classes.items}>
          {items.map((item) => (
            <Line key={item.key} item={item} storeKey={store.key} />
          ))}
        </ul>
      )}
      {error !== null && (
        <Text c="dimmed" className={classes.note}>
          Some of it could not be read just now, so this may not be all.
        </Text>
      )}
    </Panel>
  );
}

function Line({ item, storeKey }: { item: Item; storeKey: string }) {
  const { tone, title, says, to, params = {}, search = {}, action } = item;
  return (
    <li className={classes.item}>
      <span className={classes.icon} data-tone={tone}>
        <Icon name={tone === 'danger' ? 'close' : 'alert'} />
        <span className="flex-visually-hidden">{tone === 'danger' ? 'Urgent:' : 'Soon:'}</span>
      </span>
      <div className={classes.words}>
        <Text fw={550}>{title}</Text>
        <Text c="dimmed">{says}</Text>
      </div>
      <Anchor
        className={classes.action}
        aria-label={`${action}: ${title}`}
        renderRoot={(props) => <Link to={to} params={{ ...params, storeKey }} search={search} {...props} />}
      >
        {action}
      </Anchor>
    </li>
  );
}
