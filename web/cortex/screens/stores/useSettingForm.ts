import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Setting } from '../../../../shared/contract/settings.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import { call } from '../../../api/client.ts';
import { fieldErrors } from '../../../api/problem.ts';
import { queryKey } from '../../../api/queries.ts';
import { toastDone } from '../../../ui/toasts.tsx';
import { useVersionedForm, type VersionedForm } from '../../../ui/useVersionedForm.ts';
import type { SettingShape } from './SettingEditor.tsx';
import { settingsQuery, settingTitles } from './settingsApi.ts';

export type SettingForm<V extends object> = VersionedForm<Setting, V> & {
  reason: string;
  setReason: (reason: string) => void;
  reasonError: string | undefined;
};

/** Edits a group of settings, with the reason for the history. */
export function useSettingForm<V extends object>(
  store: Store,
  setting: Setting,
  shape: SettingShape<V>,
): SettingForm<V> {
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const keep = useKeepSetting(store);
  const edit = useVersionedForm<Setting, V>({
    current: setting,
    valuesOf: (found) => valuesIn(shape, found),
    send: (values, version) =>
      call('PUT /api/stores/{storeKey}/settings/{name}', {
        params: { storeKey: store.key, name: setting.name },
        body: { ...shape.bodyOf(values), ...(reason.trim() !== '' && { reason }) },
        version,
      }),
    onSaved: (saved) => {
      keep(saved);
      setReason('');
      toastDone(`${settingTitles[saved.name]} is saved.`);
    },
    readAgain: () => void queries.invalidateQueries({ queryKey: settingsQuery(store.key).queryKey }),
    fieldOf: (path) => (path.startsWith('value.') ? path.slice('value.'.length) : null),
  });
  const reasonError = fieldErrors(edit.state.problem).reason;
  return {
    ...edit,
    state: reasonError === undefined ? edit.state : { ...edit.state, problem: null },
    accept: (next) => {
      edit.accept(next);
      keep(next);
    },
    reason,
    setReason,
    reasonError,
  };
}

function valuesIn<V extends object>(shape: SettingShape<V>, setting: Setting): V {
  const values = shape.valuesOf(setting);
  if (values === null) throw new Error(`the fields are not those of ${setting.name}`);
  return values;
}

/** Puts a saved group where the screens read it, and has its history read again. */
function useKeepSetting(store: Store): (setting: Setting) => void {
  const queries = useQueryClient();
  return (setting) => {
    queries.setQueryData(settingsQuery(store.key).queryKey, (old) =>
      old === undefined ? old : { items: old.items.map((item) => (item.name === setting.name ? setting : item)) },
    );
    void queries.invalidateQueries({
      queryKey: queryKey('GET /api/stores/{storeKey}/settings/{name}/versions', {
        params: { storeKey: store.key, name: setting.name },
      }),
    });
  };
}
