import { Button, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { AddOn } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { LanguageSwitch, useEditedLanguage } from '../fields/language.tsx';
import { liveFindings } from '../fields/liveFindings.ts';
import { readIn } from '../fields/localText.ts';
import { SeasonView } from '../fields/SeasonView.tsx';
import { PartStrip } from '../parts/PartStrip.tsx';
import classes from '../parts/parts.module.css';
import { changePart, countFindings, movePart, neighbourOf, removePart } from '../parts/parts.ts';
import { usePart } from '../parts/usePart.ts';
import { newId, type StageEditor } from '../stage.tsx';
import { AddOnPanel } from './AddOnPanel.tsx';
import own from './add-ons.module.css';
import { type Kind, kinds, kindWords, makeAddOn } from './addOnEdits.ts';

/** What is sold or shown beside the seats. */
export function AddOnsStage({ stage }: { stage: StageEditor<'add_ons'> }) {
  return (
    <SeasonView storeKey={stage.storeKey}>{(season) => <AddOnsEditor stage={stage} season={season} />}</SeasonView>
  );
}

function AddOnsEditor({ stage, season }: { stage: StageEditor<'add_ons'>; season: readonly Event[] }) {
  const { content, canEdit, edit } = stage;
  const { addOns } = content;
  const { selectedId, select } = usePart(addOns, '/add_ons/addOns');
  const { all, current } = useEditedLanguage();
  const usual = all[0] ?? current;
  const findingsAt = liveFindings(stage);
  const nameOf = (addOn: AddOn) => readIn(addOn.name, current, usual) || 'Add-on without a name';
  const copyName = (one: AddOn) => ({ ...one.name, [usual]: `${nameOf(one)} (copy)` });
  const change = (make: (old: readonly AddOn[]) => AddOn[], label: string) =>
    edit((old) => ({ addOns: make(old.addOns) }), label);
  const add = (made: AddOn, label: string) => {
    change((old) => [...old, made], label);
    select(made.id);
  };
  const menu = (
    <AddMenu
      isFirst={addOns.length === 0}
      onAdd={(kind) =>
        add(makeAddOn(kind, { [usual]: kindWords[kind].label }), `Add an add-on: ${kindWords[kind].label}`)
      }
    />
  );
  const selected = addOns.find(({ id }) => id === selectedId);
  if (selected === undefined) {
    return <NoAddOns>{canEdit && menu}</NoAddOns>;
  }
  const at = `/add_ons/addOns/${addOns.indexOf(selected)}`;
  return (
    <>
      <div className={classes.top}>
        <PartStrip
          label="Add-ons"
          parts={addOns.map((addOn, index) => ({
            id: addOn.id,
            name: nameOf(addOn),
            note: kindWords[addOn.kind].label,
            ...countFindings(findingsAt(`/add_ons/addOns/${index}`)),
          }))}
          selected={selected.id}
          onSelect={select}
          onMove={(id, onto) => change((old) => movePart(old, id, onto), 'Move an add-on')}
          canEdit={canEdit}
          add={menu}
        />
        <LanguageSwitch />
      </div>
      <AddOnPanel
        key={selected.id}
        addOn={selected}
        name={nameOf(selected)}
        content={stage.program.content}
        season={season}
        storeKey={stage.storeKey}
        canEdit={canEdit}
        at={at}
        findingsAt={findingsAt}
        onChange={(make) => change((old) => changePart(old, selected.id, make), `Change ${nameOf(selected)}`)}
        onCopy={() => add({ ...selected, id: newId(), name: copyName(selected) }, `Copy ${nameOf(selected)}`)}
        onRemove={() => {
          select(neighbourOf(addOns, selected.id));
          change((old) => removePart(old, selected.id), `Remove ${nameOf(selected)}`);
        }}
      />
    </>
  );
}

function NoAddOns({ children }: { children: ReactNode }) {
  return (
    <EmptyState icon="plus" title="No add-ons" action={children}>
      Parking, a scarf, a lounge: what fans may or must take with their seats. Each is an event of the ticketing system.
    </EmptyState>
  );
}

function AddMenu({ isFirst, onAdd }: { isFirst: boolean; onAdd: (kind: Kind) => void }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant={isFirst ? 'filled' : 'default'} leftSection={<Icon name="plus" />}>
          Add an add-on
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onAdd(kind)}>
            <span className={own.kind}>{kindWords[kind].label}</span>
            <span className={own.means}>{kindWords[kind].means}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
