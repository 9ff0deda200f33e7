import { Button } from '@mantine/core';
import { Icon } from '../../../../../ui/Icon.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { InstantField } from '../fields/InstantField.tsx';
import { NameInput } from '../fields/NameInput.tsx';
import { PartMenu } from '../parts/PartMenu.tsx';
import classes from '../parts/parts.module.css';
import { changePart, removePart } from '../parts/parts.ts';
import { FieldFindings, type Finding, newId, type StageEditor } from '../stage.tsx';
import { GateFields } from './GateFields.tsx';
import { makePresale, type Presale } from './presales.ts';

/** Times before the opening in which some fans may buy already. */
export function PresalesPanel({ stage, zone }: { stage: StageEditor<'access'>; zone: string }) {
  const { content, canEdit, edit } = stage;
  const { presales, opensAt } = content;
  const change = (make: (old: readonly Presale[]) => Presale[], label: string) =>
    edit((old) => ({ ...old, presales: make(old.presales) }), label);
  const add = () => {
    const presale = makePresale(presales.length + 1, opensAt, Date.now(), zone);
    change((old) => [...old, presale], 'Add a presale');
  };
  const button = canEdit && (
    <Button variant="default" leftSection={<Icon name="plus" />} onClick={add}>
      Add a presale
    </Button>
  );
  return (
    <Panel
      title="Presales"
      description="A presale lets its own fans in before the opening, whatever the gate above says."
      actions={presales.length > 0 && button}
    >
      {presales.length === 0 ? (
        <EmptyState isSmall icon="clock" title="No presales" action={button}>
          Everybody who may buy starts at the same time.
        </EmptyState>
      ) : (
        <ul className={classes.rows} aria-label="Presales">
          {presales.map((presale, index) => (
            <PresaleRow
              key={presale.id}
              storeKey={stage.storeKey}
              presale={presale}
              zone={zone}
              canEdit={canEdit}
              findings={stage.findingsAt(`/access/presales/${index}`)}
              onChange={(fields) =>
                change((old) => changePart(old, presale.id, (one) => ({ ...one, ...fields })), `Change ${presale.name}`)
              }
              onCopy={() => change((old) => [...old, { ...presale, id: newId() }], `Copy ${presale.name}`)}
              onRemove={() => change((old) => removePart(old, presale.id), `Remove ${presale.name}`)}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

type RowProps = {
  storeKey: string;
  presale: Presale;
  zone: string;
  canEdit: boolean;
  findings: readonly Finding[];
  onChange: (fields: Partial<Presale>) => void;
  onCopy: () => void;
  onRemove: () => void;
};

function PresaleRow({ storeKey, presale, zone, canEdit, findings, onChange, onCopy, onRemove }: RowProps) {
  const { name, startsAt, endsAt } = presale;
  return (
    <li className={classes.row} data-plain>
      <div className={classes.fields}>
        <div className={classes.thirds}>
          <NameInput label="Name" value={name} canEdit={canEdit} onChange={(value) => onChange({ name: value })} />
          <InstantField
            label="Starts"
            value={startsAt}
            zone={zone}
            canEdit={canEdit}
            onChange={(at) => at !== null && onChange({ startsAt: at })}
          />
          <InstantField
            label="Ends"
            value={endsAt}
            zone={zone}
            canEdit={canEdit}
            onChange={(at) => at !== null && onChange({ endsAt: at })}
          />
        </div>
        <FieldFindings findings={findings} />
        <GateFields storeKey={storeKey} gate={presale} canEdit={canEdit} onChange={onChange} />
      </div>
      {canEdit && <PartMenu name={name} onCopy={onCopy} onRemove={onRemove} />}
    </li>
  );
}
