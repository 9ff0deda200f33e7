import { Button, Group, SegmentedControl, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Store } from '../../../../../../../shared/contract/stores.ts';
import { apiQuery } from '../../../../../../api/queries.ts';
import { may } from '../../../../../../ui/Can.tsx';
import { ProblemAlert } from '../../../../../../ui/ProblemAlert.tsx';
import { accountGroupsQuery } from '../pricingApi.ts';
import classes from './WhyPrice.module.css';

type Props = { store: Store; onChange: (accountGroups: string[]) => void };

/** Any account groups, or those of a fan the store knows. */
export function FanPart({ store, onChange }: Props) {
  const [kind, setKind] = useState('groups');
  const [groups, setGroups] = useState<string[]>([]);
  const known = useQuery(accountGroupsQuery(store.key)).data?.items ?? [];
  const canFind = may(store, 'store.orders.view');
  return (
    <fieldset className={classes.part}>
      <legend>The fan</legend>
      <Stack gap="sm">
        {canFind && (
          <SegmentedControl
            aria-label="Which fan"
            value={kind}
            onChange={(value) => {
              setKind(value);
              onChange(value === 'groups' ? groups : []);
            }}
            data={[
              { value: 'groups', label: 'By account groups' },
              { value: 'fan', label: 'A fan we know' },
            ]}
          />
        )}
        {kind === 'groups' ? (
          <TagsInput
            label="Account groups"
            placeholder={groups.length === 0 ? 'None' : ''}
            description="None is somebody who has not signed in."
            data={known.map(({ code }) => code)}
            maxTags={100}
            value={groups}
            onChange={(value) => {
              setGroups(value);
              onChange(value);
            }}
          />
        ) : (
          <KnownFan storeKey={store.key} onChange={onChange} />
        )}
      </Stack>
    </fieldset>
  );
}

function KnownFan({ storeKey, onChange }: { storeKey: string; onChange: (accountGroups: string[]) => void }) {
  const [typed, setTyped] = useState('');
  const [email, setEmail] = useState('');
  const [fanId, setFanId] = useState<string | null>(null);
  const query = useQuery({
    ...apiQuery('GET /api/stores/{storeKey}/account-groups/fans', { params: { storeKey }, query: { email } }),
    enabled: email !== '',
    retry: false,
  });
  const fans = email === '' ? [] : (query.data?.items ?? []);
  const fan = fans.find(({ id }) => id === fanId);
  const choose = (id: string | null) => {
    setFanId(id);
    onChange(fans.find((one) => one.id === id)?.accountGroups ?? []);
  };
  // Told once for each answer; with several accounts at the address somebody has to say which.
  const chooseOnly = useEffectEvent((found: readonly { id: string; accountGroups: string[] }[]) => {
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) return;
    setFanId(only.id);
    onChange(only.accountGroups);
  });
  useEffect(() => {
    if (query.data !== undefined) chooseOnly(query.data.items);
  }, [query.data]);
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setEmail(typed.trim());
          choose(null);
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            type="email"
            label="E-mail address"
            flex={1}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={query.isFetching}>
            Find
          </Button>
        </Group>
      </form>
      <ProblemAlert error={query.isError ? query.error : null} />
      {email !== '' && query.isSuccess && fans.length === 0 && (
        <Text role="status">Nobody with this address has signed in here or bought here yet.</Text>
      )}
      {fans.length > 0 && (
        <Select
          label="Account"
          placeholder="Choose the account"
          data={fans.map((one) => ({ value: one.id, label: `${one.name} · ${one.vendorAccountId}` }))}
          value={fanId}
          onChange={choose}
        />
      )}
      {fan !== undefined && (
        <Text c="dimmed" size="sm">
          {fan.accountGroups.length === 0 ? 'In no account group.' : `In ${fan.accountGroups.join(', ')}.`} As the
          vendor said at the last sign-in.
        </Text>
      )}
    </>
  );
}
