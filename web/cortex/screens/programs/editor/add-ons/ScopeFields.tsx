import { MultiSelect } from '@mantine/core';
import { eventCodesOf } from '../../../../../../shared/rules/checks/input.ts';
import { shownPacks } from '../../../../../../shared/rules/choice-space.ts';
import { FieldGroup } from '../../../../../ui/FieldGroup.tsx';
import { useEditedLanguage } from '../fields/language.tsx';
import { readIn } from '../fields/localText.ts';
import classes from '../parts/parts.module.css';
import type { AddOnProps } from './AddOnPanel.tsx';
import own from './add-ons.module.css';

/** With which events and packs it goes; with all of them where nothing is named. */
export function ScopeFields({ addOn, content, season, canEdit, onChange }: AddOnProps) {
  const { all, current } = useEditedLanguage();
  const codes = new Set([...eventCodesOf(content), ...(addOn.onlyEventCodes ?? [])]);
  const names = new Map(season.map(({ code, name }) => [code, name]));
  const events = [...codes].map((code) => ({ value: code, label: names.get(code) ?? `${code} (unknown)` }));
  const shown = content.definition.type === 'game_packs' ? shownPacks(content) : [];
  const packs = shown
    .filter(({ isHidden }) => !isHidden)
    .map(({ id, name }) => ({
      value: id,
      label: readIn(name, current, all[0] ?? current) || 'Without a name',
    }));
  const gone = (addOn.onlyPackIds ?? []).filter((id) => !packs.some(({ value }) => value === id));
  return (
    <div className={own.group}>
      <FieldGroup legend="Goes with">
        <div className={classes.columns}>
          <MultiSelect
            label="Events"
            placeholder={addOn.onlyEventCodes === null ? 'All events of the program' : ''}
            searchable
            clearable
            readOnly={!canEdit}
            data={events}
            value={addOn.onlyEventCodes ?? []}
            onChange={(chosen) => onChange((old) => ({ ...old, onlyEventCodes: chosen.length === 0 ? null : chosen }))}
          />
          {(packs.length > 0 || gone.length > 0) && (
            <MultiSelect
              label="Packs"
              placeholder={addOn.onlyPackIds === null ? 'All packs' : ''}
              clearable
              readOnly={!canEdit}
              data={[...packs, ...gone.map((id) => ({ value: id, label: 'Not in the program any more' }))]}
              value={addOn.onlyPackIds ?? []}
              onChange={(chosen) => onChange((old) => ({ ...old, onlyPackIds: chosen.length === 0 ? null : chosen }))}
            />
          )}
        </div>
      </FieldGroup>
    </div>
  );
}
