import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Me } from '../../../../shared/contract/identity.ts';
import { call } from '../../../api/client.ts';
import { Form } from '../../../ui/Form.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { meQuery } from '../../session.ts';
import classes from './account.module.css';

export function NamePanel({ me }: { me: Me }) {
  const queries = useQueryClient();
  const state = useServerForm({
    initialValues: { name: me.name },
    validate: { name: (value) => (value.trim() === '' ? 'Type your name.' : null) },
    send: ({ name }) => call('PATCH /api/me', { version: me.version, body: { name } }),
    onDone: (changed) => {
      queries.setQueryData(meQuery.queryKey, changed);
      toastDone('Your name is changed.');
    },
  });
  return (
    <Panel title="Name" description="Colleagues see it in lists and in the audit.">
      <div className={classes.form}>
        <Form state={state} submit="Save the name" isDisabled={!state.form.isDirty()}>
          <TextInput label="Your name" autoComplete="name" {...state.form.getInputProps('name')} />
        </Form>
      </div>
    </Panel>
  );
}
