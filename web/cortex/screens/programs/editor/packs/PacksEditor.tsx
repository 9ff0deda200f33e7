import { Button } from '@mantine/core';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { Pack } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { LanguageSwitch, useEditedLanguage } from '../fields/language.tsx';
import { liveFindings } from '../fields/liveFindings.ts';
import { readIn } from '../fields/localText.ts';
import { PartStrip } from '../parts/PartStrip.tsx';
import classes from '../parts/parts.module.css';
import { countFindings, movePart, neighbourOf, removePart } from '../parts/parts.ts';
import { usePart } from '../parts/usePart.ts';
import { FieldFindings, type Finding, type StageEditor } from '../stage.tsx';
import { PackPanel } from './PackPanel.tsx';
import { PacksStart } from './PacksStart.tsx';
import { addTiersOnly, copyPack, editPack, editPacks, makePack, makeTier, shownTiers } from './packEdits.ts';
import { packInWords } from './packWords.ts';
import { TiersStart } from './TiersStart.tsx';

type Props = { stage: StageEditor<'packs'>; season: readonly Event[] };

/** The packs side by side, and the chosen one with its events. With tiers only there is one, which has no name. */
export function PacksEditor({ stage, season }: Props) {
  const { content, canEdit, edit } = stage;
  const structure = stage.program.content.definition.packStructure;
  const isOne = structure === 'tiers_only';
  const shown = content.packs.filter(({ isHidden }) => isHidden === isOne);
  const { selectedId, select } = usePart(shown, '/packs/packs', content.packs);
  const { all, current } = useEditedLanguage();
  const usual = all[0] ?? current;
  const findingsAt = liveFindings(stage);
  const placeOf = (pack: Pack) => `/packs/packs/${content.packs.indexOf(pack)}`;
  const nameOf = (pack: Pack) => readIn(pack.name, current, usual) || 'Pack without a name';
  const partOf = (pack: Pack) => ({
    id: pack.id,
    name: nameOf(pack),
    note: packInWords(pack),
    ...countFindings(findingsAt(placeOf(pack))),
  });
  const selected = shown.find(({ id }) => id === selectedId);
  const add = (packs: readonly Pack[], label: string) => {
    edit((old) => editPacks(old, (present) => [...present, ...packs]), label);
    select(packs[0]?.id ?? null);
  };
  if (selected === undefined || (isOne && shownTiers(selected).length === 0)) {
    return <NothingYet stage={stage} season={season} onAdd={add} findings={findingsAt('/packs')} />;
  }
  const addOne = () => add([newPack(shown.length + 1, structure === 'packs_with_tiers', usual)], 'Add a pack');
  return (
    <>
      <div className={classes.top}>
        {isOne ? (
          <span />
        ) : (
          <PartStrip
            label="Packs"
            parts={shown.map(partOf)}
            selected={selected.id}
            onSelect={select}
            onMove={(id, onto) => edit((old) => editPacks(old, (packs) => movePart(packs, id, onto)), 'Move a pack')}
            canEdit={canEdit}
            add={<AddButton onClick={addOne} />}
          />
        )}
        <LanguageSwitch />
      </div>
      <PackPanel
        pack={selected}
        name={isOne ? 'The choice' : nameOf(selected)}
        structure={structure}
        season={season}
        canEdit={canEdit}
        at={placeOf(selected)}
        findingsAt={findingsAt}
        onChange={(change, label) => edit((old) => editPack(old, selected.id, change), label)}
        onCopy={() =>
          add(
            [copyPack(selected, { ...selected.name, [usual]: `${nameOf(selected)} (copy)` })],
            `Copy ${nameOf(selected)}`,
          )
        }
        onRemove={() => {
          select(neighbourOf(shown, selected.id));
          edit((old) => editPacks(old, (packs) => removePart(packs, selected.id)), `Remove ${nameOf(selected)}`);
        }}
      />
    </>
  );
}

type NothingProps = Props & {
  onAdd: (packs: readonly Pack[], label: string) => void;
  findings: readonly Finding[];
};

function NothingYet({ stage: { program, canEdit, edit }, season, onAdd, findings }: NothingProps) {
  const { packStructure } = program.content.definition;
  return (
    <>
      {packStructure === 'tiers_only' ? (
        <TiersStart canEdit={canEdit} onAdd={(tiers, label) => edit((old) => addTiersOnly(old, tiers), label)} />
      ) : (
        <PacksStart canEdit={canEdit} season={season} hasTiers={packStructure === 'packs_with_tiers'} onAdd={onAdd} />
      )}
      <div className={classes.centred}>
        <FieldFindings findings={findings} />
      </div>
    </>
  );
}

function AddButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={onClick}>
      Add a pack
    </Button>
  );
}

function newPack(number: number, hasTiers: boolean, locale: 'en' | 'es' | 'fr'): Pack {
  const tiers = hasTiers ? [1, 2].map((tier) => makeTier({ [locale]: `Tier ${tier}` }, 1)) : [];
  return makePack({ [locale]: `Pack ${number}` }, { minEvents: 3, tiers });
}
