import { Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { ChangeSetting, Setting } from '../../../../shared/contract/settings.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { may } from '../../../ui/Can.tsx';
import { FieldGroup } from '../../../ui/FieldGroup.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { StaleNotice } from '../../../ui/StaleNotice.tsx';
import { formatInstant } from '../../../ui/When.tsx';
import { whoInWords } from '../../actorWords.ts';
import { LeaveGuard } from '../../shell/LeaveGuard.tsx';
import { SettingFindings } from './SettingFindings.tsx';
import { SettingHistory } from './SettingHistory.tsx';
import { settingTitles } from './settingsApi.ts';
import { useSettingForm } from './useSettingForm.ts';

/** What the fields of a group edit: the setting's value as the inputs need it, and back. */
export type SettingShape<V extends object> = {
  valuesOf: (setting: Setting) => V | null;
  bodyOf: (values: V) => ChangeSetting;
};

type Props<V extends object> = {
  store: Store;
  setting: Setting;
  shape: SettingShape<V>;
  description: string;
  isWide?: boolean;
  /** The inputs of the group. */
  children: (form: UseFormReturnType<V>, mayEdit: boolean) => ReactNode;
};

/** One group: its fields, why it is changed, what somebody else changed meanwhile, and its history. */
export function SettingEditor<V extends object>(props: Props<V>) {
  const { store, setting, shape, description, isWide = false, children } = props;
  const mayEdit = may(store, 'store.settings.edit') && store.state === 'active';
  const edit = useSettingForm(store, setting, shape);
  const { state, newer, base } = edit;
  const isDirty = state.form.isDirty();
  return (
    <>
      <Panel
        title={settingTitles[setting.name]}
        description={description}
        actions={<Changed setting={base} store={store} />}
      >
        <Stack gap="md">
          {newer !== null && (
            <StaleNotice
              by={newer.changed?.by}
              mine={shape.bodyOf(state.form.values).value}
              theirs={newer.value}
              isSending={state.isSending}
              onTakeTheirs={() => edit.accept(newer)}
              onSaveMine={edit.saveMine}
            />
          )}
          {mayEdit ? (
            <Form state={state} submit="Save" isDisabled={!isDirty || newer !== null} isWide={isWide}>
              {children(state.form, true)}
              <TextInput
                label="Why (optional)"
                description="Kept in the history and the audit."
                value={edit.reason}
                onChange={(event) => edit.setReason(event.currentTarget.value)}
                error={edit.reasonError}
              />
            </Form>
          ) : (
            <FieldGroup isDisabled>
              <Stack gap="md">
                <ReadOnlyNote store={store} />
                {children(state.form, false)}
              </Stack>
            </FieldGroup>
          )}
          <SettingFindings findings={base.findings} />
        </Stack>
      </Panel>
      <SettingHistory store={store} setting={base} mayEdit={mayEdit && !isDirty} onRestored={edit.accept} />
      <LeaveGuard isDirty={isDirty} />
    </>
  );
}

function Changed({ setting, store }: { setting: Setting; store: Store }) {
  return (
    <Text size="xs" c="dimmed">
      {setting.changed === null
        ? 'Never changed: the defaults hold.'
        : `Changed ${formatInstant(setting.changed.at, store.timeZone)} by ${whoInWords(setting.changed.by)}`}
    </Text>
  );
}

function ReadOnlyNote({ store }: { store: Store }) {
  return (
    <Text c="dimmed">
      {store.state === 'active'
        ? 'You may read these settings. Changing them needs the role editor or more.'
        : 'The store is closed: its settings can be read, not changed.'}
    </Text>
  );
}
