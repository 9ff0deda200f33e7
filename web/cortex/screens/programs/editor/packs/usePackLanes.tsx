import { ActionIcon, Group, Menu, TextInput } from '@mantine/core';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { Pack, Tier } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import type { Lane } from '../board/BoardLane.tsx';
import { LimitFields } from '../fields/LimitFields.tsx';
import { useEditedLanguage } from '../fields/language.tsx';
import { readIn, withText } from '../fields/localText.ts';
import type { Finding } from '../stage.tsx';
import {
  editTier,
  lanesOfPack,
  outsideLane,
  removeTier,
  type Structure,
  shownTiers,
  sortLane,
  untieredLane,
  wholeLane,
} from './packEdits.ts';

type ChangePack = (change: (pack: Pack) => Pack, label: string) => void;

type Options = {
  pack: Pack;
  name: string;
  structure: Structure;
  season: readonly Event[];
  canEdit: boolean;
  at: string;
  findingsAt: (prefix: string) => readonly Finding[];
  onChange: ChangePack;
};

/** The lists of a pack's board; the tray of the events that it does not have is the last. */
export function usePackLanes(options: Options): Lane[] {
  const { pack, structure, season, canEdit, onChange } = options;
  const { all, current } = useEditedLanguage();
  const lanes = lanesOfPack(pack, structure);
  const inside = new Set(lanes.flatMap(({ codes }) => codes));
  const outside = season.filter(({ code }) => !inside.has(code)).map(({ code }) => code);
  const sort = (laneId: string) => onChange((old) => sortLane(old, laneId, season), 'Sort by date');
  const shown = lanes.map(({ id, codes }): Lane => {
    if (id === wholeLane) {
      const head = <WholeHead key={id} {...(canEdit && { onSort: () => sort(id) })} />;
      return { id, codes, name: 'In this pack', head, empty: 'Drag events here, or choose them and move them here.' };
    }
    if (id === untieredLane) {
      return { id, codes, name: 'In no tier', head: 'In no tier', empty: 'None.', more: untieredWords };
    }
    const tier = shownTiers(pack).find((one) => one.id === id);
    const name = readIn(tier?.name ?? {}, current, all[0] ?? current) || 'Tier without a name';
    return {
      id,
      codes,
      name,
      isMovable: true,
      empty: 'Drag events here, or choose them and move them here.',
      head: tier === undefined ? name : <TierHead {...options} tier={tier} tierName={name} onSort={() => sort(id)} />,
      more: tier !== undefined && <TierLimits {...options} tier={tier} tierName={name} />,
    };
  });
  const trayName = structure === 'tiers_only' ? 'In no tier' : 'Not in this pack';
  const tray = { id: outsideLane, name: trayName, codes: outside, head: trayName, empty: 'Every event is in it.' };
  return [...shown, tray];
}

const untieredWords = 'In the pack, but fans cannot choose them before they are in a tier.';

function WholeHead({ onSort }: { onSort?: () => void }) {
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      In this pack
      {onSort !== undefined && <LaneMenu name="the pack" onSort={onSort} />}
    </Group>
  );
}

type TierProps = Options & { tier: Tier; tierName: string };

function TierHead({ pack, tier, tierName, canEdit, onChange, onSort }: TierProps & { onSort: () => void }) {
  const { all, current } = useEditedLanguage();
  if (!canEdit) return tierName;
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        size="xs"
        aria-label={`Name of ${tierName}`}
        lang={current}
        value={tier.name[current] ?? ''}
        placeholder={readIn(tier.name, current, all[0] ?? current) || 'Name'}
        maxLength={120}
        flex={1}
        onChange={({ currentTarget: { value } }) =>
          onChange(
            (old) => editTier(old, tier.id, (one) => ({ ...one, name: withText(one.name, current, value) })),
            'Rename a tier',
          )
        }
      />
      <LaneMenu
        name={tierName}
        onSort={onSort}
        onRemove={() => onChange((old) => removeTier(old, tier.id), `Remove ${tierName}`)}
        {...stepsOf(pack, tier, onChange)}
      />
    </Group>
  );
}

function stepsOf(pack: Pack, tier: Tier, onChange: ChangePack) {
  const tiers = shownTiers(pack);
  const at = tiers.indexOf(tier);
  const swap = (other: Tier | undefined) => {
    if (other === undefined) return undefined;
    const swapped = (one: Tier) => (one.id === tier.id ? other.id : one.id === other.id ? tier.id : one.id);
    return () =>
      onChange((old) => {
        const byId = new Map(old.tiers.map((one) => [one.id, one]));
        return { ...old, tiers: old.tiers.map((one) => byId.get(swapped(one)) ?? one) };
      }, 'Move a tier');
  };
  return { onLeft: swap(tiers[at - 1]), onRight: swap(tiers[at + 1]) };
}

function TierLimits({ tier, tierName, canEdit, at, findingsAt, onChange }: TierProps) {
  return (
    <LimitFields
      of={tierName}
      isSmall
      limits={tier}
      onChange={(limits) =>
        onChange((old) => editTier(old, tier.id, (one) => ({ ...one, ...limits })), `Set the limits of ${tierName}`)
      }
      canEdit={canEdit}
      findings={findingsAt(`${at}/tiers/${tier.id}`)}
    />
  );
}

type LaneMenuProps = {
  name: string;
  onSort: () => void;
  onRemove?: () => void;
  onLeft?: (() => void) | undefined;
  onRight?: (() => void) | undefined;
};

function LaneMenu({ name, onSort, onRemove, onLeft, onRight }: LaneMenuProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={`More for ${name}`}>
          <Icon name="dots" size="sm" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onSort}>Sort by date</Menu.Item>
        {onRemove !== undefined && (
          <>
            <Menu.Item disabled={onLeft === undefined} onClick={onLeft}>
              Move left
            </Menu.Item>
            <Menu.Item disabled={onRight === undefined} onClick={onRight}>
              Move right
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="var(--mantine-color-error)" leftSection={<Icon name="trash" />} onClick={onRemove}>
              Remove
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
