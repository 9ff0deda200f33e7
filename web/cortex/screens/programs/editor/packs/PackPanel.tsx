import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { Pack } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { Later } from '../../../../../ui/Later.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EventBoard } from '../board/EventBoard.tsx';
import { ImageField } from '../fields/ImageField.tsx';
import { LimitFields } from '../fields/LimitFields.tsx';
import { LocalTextField } from '../fields/LocalTextField.tsx';
import { useEditedLanguage } from '../fields/language.tsx';
import { readIn } from '../fields/localText.ts';
import { useLooks } from '../fields/useLooks.ts';
import { PartMenu } from '../parts/PartMenu.tsx';
import classes from '../parts/parts.module.css';
import { movePart } from '../parts/parts.ts';
import type { Finding } from '../stage.tsx';
import { FillDialog } from './FillDialog.tsx';
import { addTier, fillPack, makeTier, placeInPack, type Structure, shownTiers } from './packEdits.ts';
import { choiceInWords } from './packWords.ts';
import { usePackLanes } from './usePackLanes.tsx';

export type ChangePack = (change: (pack: Pack) => Pack, label: string) => void;

type Props = {
  pack: Pack;
  name: string;
  structure: Structure;
  season: readonly Event[];
  canEdit: boolean;
  /** The pack's place in the program. */
  at: string;
  findingsAt: (prefix: string) => readonly Finding[];
  onChange: ChangePack;
  onCopy: () => void;
  onRemove: () => void;
};

/** One pack: what fans read of it, how much they may take, and its events. */
export function PackPanel(props: Props) {
  const { pack, name, structure, season, canEdit, at, findingsAt, onChange } = props;
  const { all, current } = useEditedLanguage();
  const [isFilling, setFilling] = useState(false);
  const usual = all[0] ?? current;
  const findings = findingsAt(at);
  const looks = useLooks(season, findingsAt('/packs'));
  const lanes = usePackLanes({ pack, name, structure, season, canEdit, at, findingsAt, onChange });
  const tierName = ({ id }: { id: string }) =>
    readIn(shownTiers(pack).find((tier) => tier.id === id)?.name ?? {}, current, usual);
  const addOne = () => {
    const tier = makeTier({ [usual]: `Tier ${shownTiers(pack).length + 1}` }, 1);
    onChange((old) => addTier(old, tier), 'Add a tier');
  };
  return (
    <Panel
      title={name}
      description={choiceInWords(pack, structure, tierName)}
      actions={
        canEdit && (
          <>
            {structure !== 'packs_only' && (
              <Button variant="default" leftSection={<Icon name="plus" />} onClick={addOne}>
                Add a tier
              </Button>
            )}
            <Button variant="default" onClick={() => setFilling(true)}>
              Fill…
            </Button>
            {!pack.isHidden && <PartMenu name={name} onCopy={props.onCopy} onRemove={props.onRemove} />}
          </>
        )
      }
    >
      <PackFields {...props} findings={findings} />
      <Later>
        <EventBoard
          label={`Events of ${name}`}
          owner={pack.id}
          lanes={lanes}
          looks={looks}
          canEdit={canEdit}
          onPlace={(codes, target) =>
            onChange(
              (old) => placeInPack(old, codes, target),
              codes.length === 1
                ? `Move ${looks.get(codes[0] ?? '')?.name ?? 'an event'}`
                : `Move ${codes.length} events`,
            )
          }
          onMoveLane={(id, onto) =>
            onChange((old) => ({ ...old, tiers: movePart(old.tiers, id, onto) }), 'Move a tier')
          }
        />
      </Later>
      {isFilling && (
        <FillDialog
          name={name}
          season={season}
          lanes={lanes.slice(0, -1).filter(({ id }) => id !== 'untiered')}
          onFill={(filled) => {
            onChange((old) => fillPack(old, filled), `Fill ${name}`);
            setFilling(false);
          }}
          onClose={() => setFilling(false)}
        />
      )}
    </Panel>
  );
}

function PackFields({
  pack,
  name,
  canEdit,
  at,
  findingsAt,
  findings,
  onChange,
}: Props & { findings: readonly Finding[] }) {
  const limits = (
    <div>
      <LimitFields
        of={name}
        limits={pack}
        onChange={(limits) => onChange((old) => ({ ...old, ...limits }), `Set the limits of ${name}`)}
        canEdit={canEdit}
        findings={findings.filter((found) => found.at === at && typeof found.params.eventCode !== 'string')}
      />
      <Text size="xs" c="dimmed" mt={4}>
        How many events a fan takes. The same number twice sells exactly that many.
      </Text>
    </div>
  );
  if (pack.isHidden) return <div className={classes.columns}>{limits}</div>;
  return (
    <div className={classes.columns}>
      <div className={classes.fields}>
        <LocalTextField
          label="Name"
          value={pack.name}
          onChange={(value) => onChange((old) => ({ ...old, name: value }), 'Rename the pack')}
          canEdit={canEdit}
          maxLength={120}
          findings={findingsAt(`${at}/name`)}
        />
        {limits}
      </div>
      <LocalTextField
        label="Description"
        isLong
        value={pack.description}
        onChange={(value) => onChange((old) => ({ ...old, description: value }), `Describe ${name}`)}
        canEdit={canEdit}
      />
      <ImageField
        key={pack.id}
        label="Picture"
        value={pack.image}
        onChange={(image) => onChange((old) => ({ ...old, image }), `Set the picture of ${name}`)}
        canEdit={canEdit}
        findings={findingsAt(`${at}/image`)}
      />
    </div>
  );
}
