import { Button, Group } from '@mantine/core';
import type { Tier } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { useEditedLanguage } from '../fields/language.tsx';
import { makeTier } from './packEdits.ts';

type Props = { canEdit: boolean; onAdd: (tiers: readonly Tier[], label: string) => void };

/** Nothing yet in a program of tiers only. */
export function TiersStart({ canEdit, onAdd }: Props) {
  const locale = useEditedLanguage().all[0] ?? 'en';
  const tiers = (count: number) =>
    Array.from({ length: count }, (_, index) => makeTier({ [locale]: `Tier ${index + 1}` }, 1));
  return (
    <EmptyState
      icon="layers"
      title="No tiers yet"
      action={
        canEdit && (
          <Group gap="xs" justify="center">
            <Button leftSection={<Icon name="plus" />} onClick={() => onAdd(tiers(1), 'Add a tier')}>
              Add a tier
            </Button>
            <Button variant="default" onClick={() => onAdd(tiers(3), 'Add three tiers')}>
              Start with three tiers
            </Button>
          </Group>
        )
      }
    >
      Tiers make fans choose some of each: at least one rivalry, at least one weeknight. Every event is in one tier.
    </EmptyState>
  );
}
