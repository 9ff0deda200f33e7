import { ActionIcon, Group, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiQuery } from '../../../../../api/queries.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { StatusBadge } from '../../../../../ui/StatusBadge.tsx';
import { ErrorState, LoadingState } from '../../../../../ui/states.tsx';
import { useStore } from '../../../../stores.ts';
import { programQuery } from '../../programsApi.ts';
import { devices, previewAddress } from './devices.ts';
import { offerInWords } from './offerWords.ts';
import { type Look, PreviewControls } from './PreviewControls.tsx';
import { PreviewFrame } from './PreviewFrame.tsx';
import classes from './PreviewPane.module.css';

const [phone] = devices;

/** What fans see of the program as it is saved: on any screen, at any instant, in any account groups. */
export function PreviewPane({ storeKey, programId }: { storeKey: string; programId: string }) {
  const { timeZone } = useStore();
  const [look, setLook] = useState<Look>({ size: phone, device: 'phone', at: null, groups: [] });
  const [reloads, setReloads] = useState(0);
  const versions = useQuery(programQuery(storeKey, programId)).data?.versions;
  const saved = JSON.stringify(versions ?? {});
  const query = useQuery({
    ...apiQuery('GET /api/stores/{storeKey}/offer-preview', {
      params: { storeKey },
      query: { programId, at: look.at ?? undefined, group: look.groups.length === 0 ? undefined : [...look.groups] },
    }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const state = query.data === undefined ? null : offerInWords(query.data.offer, timeZone);
  return (
    <section className={classes.pane} aria-label="Storefront preview">
      <div className={classes.head}>
        <Group justify="space-between" wrap="nowrap">
          <Text fw={640}>Preview</Text>
          <Group gap="xs" wrap="nowrap">
            {state !== null && !query.isError && <StatusBadge tone={state.tone}>{state.label}</StatusBadge>}
            <ActionIcon
              aria-label="Load the preview again"
              onClick={() => {
                setReloads(reloads + 1);
                void query.refetch();
              }}
            >
              <Icon name="refresh" />
            </ActionIcon>
          </Group>
        </Group>
        <PreviewControls storeKey={storeKey} zone={timeZone} look={look} onChange={setLook} />
        <Text size="xs" c="dimmed" role="status">
          {state === null || query.isError ? '' : `${state.words} `}
          {query.isError ? '' : 'What is not saved yet is not in it; nothing can be bought here.'}
        </Text>
      </div>
      {query.isError ? (
        <Stack p="md">
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Stack>
      ) : query.data === undefined ? (
        <LoadingState label="Loading the preview" />
      ) : (
        <PreviewFrame
          address={previewAddress(storeKey, programId, look)}
          size={look.size}
          reloadKey={`${saved} ${reloads}`}
        />
      )}
    </section>
  );
}
