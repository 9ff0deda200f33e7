import { Anchor, Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { eventCodesOf } from '../../../../../../shared/rules/checks/input.ts';
import { type Column, DataTable } from '../../../../../ui/DataTable.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { whenInWords } from '../../../events/eventWords.ts';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import { placesOf } from './eventPlaces.ts';

type Props = { stage: StageEditor<'events'>; events: readonly Event[] };

/** The events that the packs or packages have together: where each is, and what is found of it. */
export function EventsOverview({ stage, events }: Props) {
  const { content } = stage.program;
  const codes = eventCodesOf(content);
  const isPackages = content.definition.type === 'preset_packages';
  const parts = isPackages ? 'packages' : 'packs';
  const common = stage.findingsAt('/events').filter(({ params }) => !codes.some((code) => code === params.eventCode));
  const link = (label: string) => (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link
          to="/stores/$storeKey/programs/$programId/$stage"
          params={{ storeKey: stage.storeKey, programId: stage.program.id, stage: 'packs' }}
          search={({ at: _, ...search }) => search}
          {...props}
        />
      )}
    >
      {label}
    </Button>
  );
  return (
    <Panel
      title={`Events of the ${parts}: ${codes.length}`}
      description={`Which events the program sells is chosen in its ${parts}.`}
      actions={link(`Choose in ${parts}`)}
      flush
    >
      <FieldFindings findings={common} />
      {codes.length === 0 ? (
        <EmptyState icon="calendar" title="No events yet">
          The {parts} have no events.
        </EmptyState>
      ) : (
        <DataTable
          caption="Events of the program"
          columns={columnsOf(stage, events)}
          rows={codes}
          rowKey={(code) => code}
        />
      )}
    </Panel>
  );
}

function columnsOf(stage: StageEditor<'events'>, events: readonly Event[]): Column<string>[] {
  const eventOf = (code: string) => events.find((event) => event.code === code);
  return [
    {
      key: 'event',
      header: 'Event',
      cell: (code) => (
        <>
          <EventName storeKey={stage.storeKey} code={code} event={eventOf(code)} />
          <FieldFindings findings={stage.findingsAt('/events').filter(({ params }) => params.eventCode === code)} />
        </>
      ),
    },
    {
      key: 'when',
      header: 'Starts',
      isNarrow: true,
      cell: (code) => {
        const event = eventOf(code);
        return event === undefined ? <Text c="dimmed">unknown</Text> : whenInWords(event);
      },
    },
    { key: 'places', header: 'In', cell: (code) => placesOf(stage.program.content, code).join(' · ') },
  ];
}

function EventName({ storeKey, code, event }: { storeKey: string; code: string; event: Event | undefined }) {
  if (event === undefined) return code;
  return (
    <>
      <Anchor
        fw={600}
        renderRoot={(props) => (
          <Link to="/stores/$storeKey/events/$eventId" params={{ storeKey, eventId: event.id }} {...props} />
        )}
      >
        {event.name}
      </Anchor>
      <Text size="xs" c="dimmed" fw={400}>
        {code}
      </Text>
    </>
  );
}
