import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '../../../../../ui/Icon.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { NameInput } from '../fields/NameInput.tsx';
import classes from '../parts/parts.module.css';
import { changePart, movePart, removePart } from '../parts/parts.ts';
import { Sortable, useSortablePart } from '../parts/Sortable.tsx';
import type { StageEditor } from '../stage.tsx';
import { makeSuiteTier, type SuiteTier } from './suiteEdits.ts';

/** Suites that cost the same are priced once, by their tier. */
export function SuiteTiersPanel({ stage }: { stage: StageEditor<'suites'> }) {
  const { content, canEdit, edit } = stage;
  const { tiers } = content;
  const change = (make: (old: readonly SuiteTier[]) => SuiteTier[], label: string) =>
    edit((old) => ({ ...old, tiers: make(old.tiers) }), label);
  const add = () => {
    const tier = makeSuiteTier(`Tier ${tiers.length + 1}`);
    change((old) => [...old, tier], 'Add a price tier');
  };
  const button = canEdit && (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
      Add a price tier
    </Button>
  );
  return (
    <Panel
      title="Price tiers"
      description="Suites of a tier share their prices: in Pricing, a row names the tier in place of each suite."
      actions={tiers.length > 0 && button}
    >
      {tiers.length === 0 ? (
        <EmptyState isSmall icon="layers" title="No price tiers" action={button}>
          Each suite has prices of its own. With many alike, a tier saves the repetition.
        </EmptyState>
      ) : (
        <Sortable
          ids={tiers.map(({ id }) => id)}
          nameOf={(id) => tiers.find((tier) => tier.id === id)?.name ?? ''}
          onMove={(id, onto) => change((old) => movePart(old, id, onto), 'Move a price tier')}
        >
          <ul className={classes.rows} aria-label="Price tiers">
            {tiers.map((tier) => (
              <TierRow
                key={tier.id}
                tier={tier}
                canEdit={canEdit}
                onRename={(name) =>
                  change((old) => changePart(old, tier.id, (one) => ({ ...one, name })), 'Rename a price tier')
                }
                onRemove={() => change((old) => removePart(old, tier.id), `Remove ${tier.name}`)}
              />
            ))}
          </ul>
        </Sortable>
      )}
    </Panel>
  );
}

type RowProps = { tier: SuiteTier; canEdit: boolean; onRename: (name: string) => void; onRemove: () => void };

function TierRow({ tier, canEdit, onRename, onRemove }: RowProps) {
  const { item, handle } = useSortablePart(tier.id, tier.name, canEdit);
  const count = tier.suiteIds.length === 1 ? '1 suite' : `${tier.suiteIds.length} suites`;
  return (
    <li {...item} className={classes.row}>
      {handle}
      <NameInput
        label={`Name of ${tier.name}`}
        isLabelHidden
        description={count}
        value={tier.name}
        canEdit={canEdit}
        onChange={onRename}
      />
      {canEdit && (
        <ActionIcon aria-label={`Remove ${tier.name}`} onClick={onRemove}>
          <Icon name="trash" />
        </ActionIcon>
      )}
    </li>
  );
}
