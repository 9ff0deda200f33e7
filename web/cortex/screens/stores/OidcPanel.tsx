import { Button, PasswordInput, Select, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OidcSettings } from '../../../../shared/contract/identity.oidc.ts';
import { call } from '../../../api/client.ts';
import { apiQuery } from '../../../api/queries.ts';
import { CopyField } from '../../../ui/CopyField.tsx';
import { ConfirmDialog } from '../../../ui/dialogs.tsx';
import { Form } from '../../../ui/Form.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { toastDone } from '../../../ui/toasts.tsx';
import { useServerForm } from '../../../ui/useServerForm.ts';
import { roleWords } from '../../roles.ts';

type DefaultRole = NonNullable<NonNullable<OidcSettings['connection']>['defaultRole']>;
const defaultRoles: readonly DefaultRole[] = ['admin', 'editor', 'publisher', 'support', 'viewer'];

function oidcQuery(clientKey: string) {
  return apiQuery('GET /api/clients/{clientKey}/oidc', { params: { clientKey } });
}

/** Sign-in with the client's own OpenID provider. */
export function OidcPanel({ clientKey }: { clientKey: string }) {
  const query = useQuery(oidcQuery(clientKey));
  return (
    <Panel
      title="Sign-in with the organisation"
      description="People with an address of your domains sign in at your OpenID provider, without a password here."
      actions={query.data !== undefined && <State settings={query.data} />}
    >
      <QueryView query={query}>
        {(settings) => <OidcForm key={settings.version} clientKey={clientKey} settings={settings} />}
      </QueryView>
    </Panel>
  );
}

function State({ settings: { connection } }: { settings: OidcSettings }) {
  if (connection === null) return <StatusBadge tone="neutral">Not set up</StatusBadge>;
  return connection.isEnabled ? (
    <StatusBadge tone="positive">On</StatusBadge>
  ) : (
    <StatusBadge tone="warning" icon="pause">
      Off
    </StatusBadge>
  );
}

type Values = {
  issuer: string;
  oidcClientId: string;
  oidcClientSecret: string;
  emailDomains: string[];
  defaultRole: string;
  isEnabled: boolean;
};

function OidcForm({ clientKey, settings }: { clientKey: string; settings: OidcSettings }) {
  const queries = useQueryClient();
  const { connection } = settings;
  const state = useServerForm<Values, OidcSettings>({
    initialValues: {
      issuer: connection?.issuer ?? '',
      oidcClientId: connection?.oidcClientId ?? '',
      oidcClientSecret: '',
      emailDomains: connection?.emailDomains ?? [],
      defaultRole: connection?.defaultRole ?? '',
      isEnabled: connection?.isEnabled ?? true,
    },
    send: (values) =>
      call('PUT /api/clients/{clientKey}/oidc', {
        params: { clientKey },
        version: settings.version,
        body: bodyOf(values),
      }),
    onDone: (saved) => {
      queries.setQueryData(oidcQuery(clientKey).queryKey, saved);
      toastDone('Your provider answered; the sign-in is saved.');
    },
    fieldOf: (path) => (path.startsWith('emailDomains') ? 'emailDomains' : path),
    fieldOfProblem: { 'oidc.issuer_unusable': 'issuer', 'oidc.secret_required': 'oidcClientSecret' },
  });
  return (
    <Form
      state={state}
      submit="Save"
      secondary={connection !== null && <RemoveButton clientKey={clientKey} version={settings.version} />}
    >
      <Stack gap={4}>
        <Text fw={550}>Redirect address, to be registered at your provider</Text>
        <CopyField label="Redirect address" value={settings.redirectUri} />
      </Stack>
      <Fields state={state} hasSecret={connection !== null} />
      <Stack gap={4}>
        <Text fw={550}>Where your people start</Text>
        <CopyField label="Sign-in address" value={settings.signInUrl} />
      </Stack>
    </Form>
  );
}

function Fields({
  state: { form },
  hasSecret,
}: {
  state: ReturnType<typeof useServerForm<Values, OidcSettings>>;
  hasSecret: boolean;
}) {
  return (
    <>
      <TextInput label="Issuer" placeholder="https://login.team.com" {...form.getInputProps('issuer')} />
      <TextInput label="Client id" {...form.getInputProps('oidcClientId')} />
      <PasswordInput
        label="Client secret"
        autoComplete="off"
        description={
          hasSecret ? 'Left empty, the stored one stays. It is never shown.' : 'It is stored encrypted and never shown.'
        }
        {...form.getInputProps('oidcClientSecret')}
      />
      <TagsInput
        label="E-mail domains"
        description="Only verified addresses of these domains come in. Press Enter after each."
        {...form.getInputProps('emailDomains')}
      />
      <Select
        label="Role of people who come for the first time"
        data={[
          { value: '', label: 'None: only who was invited comes in' },
          ...defaultRoles.map((role) => ({ value: role, label: roleWords[role].name })),
        ]}
        {...form.getInputProps('defaultRole')}
      />
      <Switch label="People can sign in this way" {...form.getInputProps('isEnabled', { type: 'checkbox' })} />
    </>
  );
}

function bodyOf({ oidcClientSecret, defaultRole, ...values }: Values) {
  return {
    ...values,
    defaultRole: defaultRoles.find((role) => role === defaultRole) ?? null,
    ...(oidcClientSecret !== '' && { oidcClientSecret }),
  };
}

function RemoveButton({ clientKey, version }: { clientKey: string; version: number }) {
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  return (
    <>
      <Button variant="outline" color="red" onClick={() => setAsking(true)}>
        Remove
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Remove sign-in with the organisation?"
          confirm="Remove it"
          act={() => call('DELETE /api/clients/{clientKey}/oidc', { params: { clientKey }, version })}
          onDone={() => {
            setAsking(false);
            toastDone('Sign-in with the organisation is removed.');
            void queries.invalidateQueries({ queryKey: oidcQuery(clientKey).queryKey });
          }}
          onClose={() => setAsking(false)}
        >
          Sessions opened by it end at once. People sign in by a mailed link or a password then.
        </ConfirmDialog>
      )}
    </>
  );
}
