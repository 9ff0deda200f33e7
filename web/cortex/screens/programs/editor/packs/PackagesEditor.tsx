import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { Package } from '../../../../../../shared/contract/program-content.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { LanguageSwitch, useEditedLanguage } from '../fields/language.tsx';
import { liveFindings } from '../fields/liveFindings.ts';
import { readIn } from '../fields/localText.ts';
import { PartStrip } from '../parts/PartStrip.tsx';
import classes from '../parts/parts.module.css';
import { changePart, countFindings, movePart, neighbourOf, removePart } from '../parts/parts.ts';
import { usePart } from '../parts/usePart.ts';
import { FieldFindings, type Finding, type StageEditor } from '../stage.tsx';
import { PackagePanel } from './PackagePanel.tsx';
import { copyPackage, makePackage } from './packageEdits.ts';
import { games } from './packWords.ts';

type Props = { stage: StageEditor<'packages'>; season: readonly Event[] };

/** The packages side by side, and the chosen one with its fixed events and what may be added later. */
export function PackagesEditor({ stage, season }: Props) {
  const { content, canEdit, edit } = stage;
  const { packages } = content;
  const { selectedId, select } = usePart(packages, '/packages/packages');
  const { all, current } = useEditedLanguage();
  const usual = all[0] ?? current;
  const findingsAt = liveFindings(stage);
  const nameOf = ({ name }: Package) => readIn(name, current, usual) || 'Package without a name';
  const copyName = (one: Package) => ({ ...one.name, [usual]: `${nameOf(one)} (copy)` });
  const change = (make: (old: readonly Package[]) => Package[], label: string) =>
    edit((old) => ({ packages: make(old.packages) }), label);
  const add = (made: Package, label: string) => {
    change((old) => [...old, made], label);
    select(made.id);
  };
  const addOne = () => add(makePackage({ [usual]: `Package ${packages.length + 1}` }), 'Add a package');
  const selected = packages.find(({ id }) => id === selectedId);
  const addButton = (
    <Button variant={selected === undefined ? 'filled' : 'default'} leftSection={<Icon name="plus" />} onClick={addOne}>
      Add a package
    </Button>
  );
  if (selected === undefined) {
    return <NoPackages findings={findingsAt('/packages')}>{canEdit && addButton}</NoPackages>;
  }
  return (
    <>
      <div className={classes.top}>
        <PartStrip
          label="Packages"
          parts={packages.map((one, index) => ({
            id: one.id,
            name: nameOf(one),
            note: noteOf(one),
            ...countFindings(findingsAt(`/packages/packages/${index}`)),
          }))}
          selected={selected.id}
          onSelect={select}
          onMove={(id, onto) => change((old) => movePart(old, id, onto), 'Move a package')}
          canEdit={canEdit}
          add={addButton}
        />
        <LanguageSwitch />
      </div>
      <PackagePanel
        one={selected}
        name={nameOf(selected)}
        season={season}
        canEdit={canEdit}
        at={`/packages/packages/${packages.indexOf(selected)}`}
        findingsAt={findingsAt}
        onChange={(make, label) => change((old) => changePart(old, selected.id, make), label)}
        onCopy={() => add(copyPackage(selected, copyName(selected)), `Copy ${nameOf(selected)}`)}
        onRemove={() => {
          select(neighbourOf(packages, selected.id));
          change((old) => removePart(old, selected.id), `Remove ${nameOf(selected)}`);
        }}
      />
    </>
  );
}

function NoPackages({ findings, children }: { findings: readonly Finding[]; children: ReactNode }) {
  return (
    <>
      <EmptyState icon="layers" title="No packages yet" action={children}>
        A package is a fixed set of games that fans buy as it is. They may be offered further games after the purchase.
      </EmptyState>
      <div className={classes.centred}>
        <FieldFindings findings={findings} />
      </div>
    </>
  );
}

function noteOf({ eventCodes, postPurchase }: Package): string {
  const later = postPurchase === null ? '' : `, ${postPurchase.eventCodes.length} more later`;
  return `${games(eventCodes.length)}${later}`;
}
