import { Switch, Text } from '@mantine/core';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { Package } from '../../../../../../shared/contract/program-content.ts';
import { Panel } from '../../../../../ui/Panel.tsx';
import type { Lane } from '../board/BoardLane.tsx';
import { EventBoard } from '../board/EventBoard.tsx';
import { ImageField } from '../fields/ImageField.tsx';
import { LimitFields } from '../fields/LimitFields.tsx';
import { LocalTextField } from '../fields/LocalTextField.tsx';
import { useLooks } from '../fields/useLooks.ts';
import { PartMenu } from '../parts/PartMenu.tsx';
import classes from '../parts/parts.module.css';
import { FieldFindings, type Finding } from '../stage.tsx';
import { fixedLane, lanesOfPackage, laterLane, placeInPackage } from './packageEdits.ts';
import { games, limitsInWords } from './packWords.ts';

type Props = {
  one: Package;
  name: string;
  season: readonly Event[];
  canEdit: boolean;
  at: string;
  findingsAt: (prefix: string) => readonly Finding[];
  onChange: (change: (one: Package) => Package, label: string) => void;
  onCopy: () => void;
  onRemove: () => void;
};

/** One package: what fans read of it, its fixed events, and what its buyers may add later. */
export function PackagePanel(props: Props) {
  const { one, name, season, canEdit, at, findingsAt, onChange } = props;
  const looks = useLooks(season, findingsAt('/packages'));
  return (
    <Panel
      title={name}
      description={packageInWords(one)}
      actions={canEdit && <PartMenu name={name} onCopy={props.onCopy} onRemove={props.onRemove} />}
    >
      <PackageFields {...props} />
      <FieldFindings
        findings={findingsAt(at).filter((found) => found.at === at && typeof found.params.eventCode !== 'string')}
      />
      <EventBoard
        label={`Events of ${name}`}
        owner={one.id}
        lanes={boardLanes(props)}
        looks={looks}
        canEdit={canEdit}
        onPlace={(codes, target) =>
          onChange(
            (old) => placeInPackage(old, codes, target),
            codes.length === 1
              ? `Move ${looks.get(codes[0] ?? '')?.name ?? 'an event'}`
              : `Move ${codes.length} events`,
          )
        }
      />
    </Panel>
  );
}

function PackageFields({ one, name, canEdit, at, findingsAt, onChange }: Props) {
  return (
    <div className={classes.columns}>
      <div className={classes.fields}>
        <LocalTextField
          label="Name"
          value={one.name}
          onChange={(value) => onChange((old) => ({ ...old, name: value }), 'Rename the package')}
          canEdit={canEdit}
          maxLength={120}
          findings={findingsAt(`${at}/name`)}
        />
        <Switch
          label="Buyers may add further events later"
          description="After the purchase they choose from a list of their own, at the program's prices."
          checked={one.postPurchase !== null}
          disabled={!canEdit}
          onChange={({ currentTarget: { checked } }) =>
            onChange(
              (old) => ({ ...old, postPurchase: checked ? { eventCodes: [], minEvents: 1, maxEvents: null } : null }),
              checked ? 'Offer further events' : 'Offer no further events',
            )
          }
        />
      </div>
      <LocalTextField
        label="Description"
        isLong
        value={one.description}
        onChange={(value) => onChange((old) => ({ ...old, description: value }), `Describe ${name}`)}
        canEdit={canEdit}
      />
      <ImageField
        key={one.id}
        label="Picture"
        value={one.image}
        onChange={(image) => onChange((old) => ({ ...old, image }), `Set the picture of ${name}`)}
        canEdit={canEdit}
        findings={findingsAt(`${at}/image`)}
      />
    </div>
  );
}

function boardLanes(props: Props): Lane[] {
  return lanesOfPackage(props.one, props.season).map(({ id, codes }): Lane => {
    if (id === fixedLane) {
      const name = 'In the package';
      return { id, codes, name, head: name, empty: 'Drag events here, or choose them and move them here.' };
    }
    if (id === laterLane) {
      const name = 'May be added later';
      return {
        id,
        codes,
        name,
        head: name,
        empty: 'Drag the events here that buyers may add.',
        more: <LaterLimits {...props} />,
      };
    }
    return { id, codes, name: 'Not in the package', head: 'Not in the package', empty: 'Every event is in it.' };
  });
}

function LaterLimits({ one, canEdit, at, findingsAt, onChange }: Props) {
  const { postPurchase } = one;
  if (postPurchase === null) return null;
  return (
    <>
      <LimitFields
        of="added later"
        isSmall
        limits={postPurchase}
        onChange={(limits) =>
          onChange(
            (old) => ({ ...old, postPurchase: old.postPurchase && { ...old.postPurchase, ...limits } }),
            'Set how many events may be added',
          )
        }
        canEdit={canEdit}
        findings={findingsAt(`${at}/postPurchase`)}
      />
      <Text size="xs" c="dimmed" mt={4}>
        How many of these a buyer adds, once they add any.
      </Text>
    </>
  );
}

function packageInWords({ eventCodes, postPurchase }: Package): string {
  const bought = `Fans buy ${games(eventCodes.length)} as they are`;
  if (postPurchase === null) return `${bought}.`;
  const { minEvents, maxEvents } = postPurchase;
  return `${bought}, and may add ${limitsInWords(minEvents, maxEvents)} of ${games(postPurchase.eventCodes.length)} later.`;
}
