import { Select } from '@mantine/core';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { AddOn, ProgramContent } from '../../../../../../shared/contract/program-content.ts';
import { Panel } from '../../../../../ui/Panel.tsx';
import { ImageField } from '../fields/ImageField.tsx';
import { LocalTextField } from '../fields/LocalTextField.tsx';
import { PartMenu } from '../parts/PartMenu.tsx';
import classes from '../parts/parts.module.css';
import { FieldFindings, type Finding } from '../stage.tsx';
import { changeKind, type Kind, kinds, kindWords } from './addOnEdits.ts';
import { QuantityFields } from './QuantityFields.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import { VendorFields } from './VendorFields.tsx';

export type AddOnProps = {
  addOn: AddOn;
  name: string;
  content: ProgramContent;
  season: readonly Event[];
  storeKey: string;
  canEdit: boolean;
  at: string;
  findingsAt: (prefix: string) => readonly Finding[];
  onChange: (change: (addOn: AddOn) => AddOn) => void;
};

type Props = AddOnProps & { onCopy: () => void; onRemove: () => void };

/** One add-on: what fans read, what it is at the vendor, how many, and with what it goes. */
export function AddOnPanel({ onCopy, onRemove, ...props }: Props) {
  const { addOn, name, canEdit, at, findingsAt, onChange } = props;
  const isSold = addOn.kind !== 'informational';
  return (
    <Panel
      title={name}
      description={kindWords[addOn.kind].means}
      actions={canEdit && <PartMenu name={name} onCopy={onCopy} onRemove={onRemove} />}
    >
      <div className={classes.fields}>
        <div className={classes.columns}>
          <div className={classes.fields}>
            <KindSelect {...props} />
            <LocalTextField
              label="Name"
              value={addOn.name}
              maxLength={120}
              canEdit={canEdit}
              onChange={(value) => onChange((old) => ({ ...old, name: value }))}
              findings={findingsAt(`${at}/name`)}
            />
          </div>
          <LocalTextField
            label="Description"
            isLong
            value={addOn.description}
            canEdit={canEdit}
            onChange={(description) => onChange((old) => ({ ...old, description }))}
          />
          <ImageField
            label="Picture"
            value={addOn.image}
            canEdit={canEdit}
            onChange={(image) => onChange((old) => ({ ...old, image }))}
            findings={findingsAt(`${at}/image`)}
          />
        </div>
        <FieldFindings findings={findingsAt(at).filter((found) => found.at === at && !isAboutQuantity(found))} />
        {isSold && <VendorFields {...props} />}
        {isSold && <QuantityFields {...props} findings={findingsAt(at).filter(isAboutQuantity)} />}
        <ScopeFields {...props} />
      </div>
    </Panel>
  );
}

function isAboutQuantity({ code }: Finding): boolean {
  return code === 'definition.min_above_max';
}

function KindSelect({ addOn, canEdit, onChange }: AddOnProps) {
  return (
    <Select
      label="Kind"
      data={kinds.map((kind) => ({ value: kind, label: kindWords[kind].label }))}
      value={addOn.kind}
      readOnly={!canEdit}
      onChange={(value) => {
        const kind: Kind | undefined = kinds.find((one) => one === value);
        if (kind !== undefined) onChange((old) => changeKind(old, kind));
      }}
    />
  );
}
