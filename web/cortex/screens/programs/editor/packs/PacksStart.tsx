import { Button, Group } from '@mantine/core';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { Pack } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { useEditedLanguage } from '../fields/language.tsx';
import { isOpen } from '../fields/looks.ts';
import { makePack, makeTier } from './packEdits.ts';

type Props = {
  canEdit: boolean;
  season: readonly Event[];
  hasTiers: boolean;
  onAdd: (packs: readonly Pack[], label: string) => void;
};

const usualSizes = [3, 5, 10];

/** Nothing yet: one empty pack, or the sizes most teams sell, with every event that is open. */
export function PacksStart({ canEdit, season, hasTiers, onAdd }: Props) {
  const locale = useEditedLanguage().all[0] ?? 'en';
  const tiers = () => (hasTiers ? [1, 2, 3].map((tier) => makeTier({ [locale]: `Tier ${tier}` }, 1)) : []);
  const usual = () => {
    const eventCodes = season.filter((event) => isOpen(event, Date.now())).map(({ code }) => code);
    return usualSizes.map((size) => {
      const limits = { minEvents: size, maxEvents: size };
      return makePack({ [locale]: `${size}-game pack` }, { ...limits, eventCodes, tiers: tiers() });
    });
  };
  return (
    <EmptyState
      icon="layers"
      title="No packs yet"
      action={
        canEdit && (
          <Group gap="xs" justify="center">
            <Button
              leftSection={<Icon name="plus" />}
              onClick={() =>
                onAdd([makePack({ [locale]: 'Pack 1' }, { minEvents: 3, tiers: tiers().slice(0, 2) })], 'Add a pack')
              }
            >
              Add a pack
            </Button>
            <Button variant="default" onClick={() => onAdd(usual(), 'Add packs of 3, 5 and 10 games')}>
              Start with 3, 5 and 10 games
            </Button>
          </Group>
        )
      }
    >
      A pack is what fans buy: some games to choose from, and how many of them they must and may take.
    </EmptyState>
  );
}
