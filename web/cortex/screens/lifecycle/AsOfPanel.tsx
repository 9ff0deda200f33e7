import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import type { Store } from '../../../../shared/contract/stores.ts';
import { eventCodesOf } from '../../../../shared/rules/checks/input.ts';
import type { Output } from '../../../api/contract.ts';
import { KeyFacts } from '../../../ui/KeyFacts.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { formatInstant, When } from '../../../ui/When.tsx';
import { browserZone } from '../../zone.ts';
import { typeWords } from '../programs/programWords.ts';
import { asOfQuery } from './lifecycleApi.ts';
import { ProgramLink } from './ProgramLink.tsx';
import { instantIn, textOf, timeError, timeHint } from './planForm.ts';

/** What was live at an instant, or will be. */
export function AsOfPanel({ store }: { store: Store }) {
  const zone = store.timeZone;
  const { asOf } = useSearch({ from: '/app/stores/$storeKey/switchboard' });
  const navigate = useNavigate({ from: '/stores/$storeKey/switchboard' });
  const [text, setText] = useState(() => (asOf === undefined ? '' : textOf(Date.parse(asOf), zone)));
  const [error, setError] = useState<string | null>(null);
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    setError(timeError(text, zone));
    const at = instantIn(text, zone);
    if (at !== null) void navigate({ search: (old) => ({ ...old, asOf: at }), replace: true, resetScroll: false });
  };
  return (
    <Panel title="As of" description="What was live at an instant, or will be as it is planned now.">
      <Stack gap="md">
        <form onSubmit={ask} noValidate>
          <Group align="flex-start" gap="xs" wrap="nowrap">
            <TextInput
              type="datetime-local"
              flex={1}
              miw={0}
              label={`Time (${zone})`}
              value={text}
              error={error}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              description={timeHint(text, zone, browserZone)}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" mt="1.6rem" flex="none">
              Show
            </Button>
          </Group>
        </form>
        {asOf !== undefined && <AsOf store={store} at={asOf} />}
      </Stack>
    </Panel>
  );
}

function AsOf({ store, at }: { store: Store; at: string }) {
  const query = useQuery(asOfQuery(store.key, at));
  return (
    <QueryView query={query}>
      {({ interval, content }) =>
        interval === null ? (
          <Text>
            On {formatInstant(at, store.timeZone)} no program is or was active: <strong>the store is closed</strong>{' '}
            then.
          </Text>
        ) : (
          <Stack gap="sm">
            <KeyFacts isNarrow facts={factsOf(store, { interval, content })} />
            <Text c="dimmed" size="xs">
              This is the release exactly as it was frozen. Events, prices and free seats are not part of it: they are
              always today’s.
            </Text>
          </Stack>
        )
      }
    </QueryView>
  );
}

type Found = Output<'GET /api/stores/{storeKey}/switchboard/as-of'>;
type Shown = { interval: NonNullable<Found['interval']>; content: Found['content'] };

function factsOf(store: Store, { interval, content }: Shown) {
  const { programId, programName, releaseNumber, startsAt, endsAt, planId } = interval;
  return [
    { name: 'Program', value: <ProgramLink storeKey={store.key} id={programId} name={programName} /> },
    { name: 'Release', value: releaseNumber },
    { name: 'From', value: <When at={startsAt} zone={store.timeZone} style="second" /> },
    {
      name: 'Until',
      value: endsAt === null ? 'no end' : <When at={endsAt} zone={store.timeZone} style="second" />,
    },
    { name: 'By', value: planId === null ? 'a switch' : 'a plan' },
    ...(content === null
      ? []
      : [
          { name: 'Type', value: typeWords[content.definition.type].label },
          { name: 'Events', value: eventCodesOf(content).length },
          { name: 'Price rules', value: content.pricing.rules.filter(({ isOn }) => isOn).length },
        ]),
  ];
}
