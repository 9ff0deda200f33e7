import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { useGradually } from '../../../../../ui/useGradually.ts';
import { useByCode } from '../fields/useSeasonEvents.ts';
import { Sortable } from '../parts/Sortable.tsx';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import { ChosenEvent } from './ChosenEvent.tsx';
import classes from './EventsStage.module.css';
import { moveCode, removeCodes, sortCodes } from './eventList.ts';

type Props = { stage: StageEditor<'events'>; events: readonly Event[] };

/** The events fans may choose, in the order in which they are offered. */
export function ChosenEventsPanel({ stage, events }: Props) {
  const { eventCodes } = stage.content;
  const findings = stage.findingsAt('/events');
  const nameOf = (code: string) => events.find((event) => event.code === code)?.name ?? code;
  const edit = (change: (codes: readonly string[]) => string[], label: string) =>
    stage.edit((old) => ({ eventCodes: change(old.eventCodes) }), label);
  return (
    <Panel
      title={`In the program: ${eventCodes.length}`}
      description="Fans may choose among these, in this order."
      flush
    >
      <FieldFindingsRow findings={findings.filter((finding) => codeOf(finding, eventCodes) === null)} />
      {eventCodes.length === 0 ? (
        <EmptyState icon="calendar" title="No events yet">
          {stage.canEdit ? 'Add those fans may choose from the list beside.' : 'Nobody has added any.'}
        </EmptyState>
      ) : (
        <Chosen stage={stage} events={events} edit={edit} nameOf={nameOf} />
      )}
    </Panel>
  );
}

const itself = (code: string) => code;

type Finding = ReturnType<StageEditor<'events'>['findingsAt']>[number];
type ChosenProps = Props & {
  edit: (change: (codes: readonly string[]) => string[], label: string) => void;
  nameOf: (code: string) => string;
};

function Chosen({ stage, events, edit, nameOf }: ChosenProps) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const { eventCodes } = stage.content;
  const chosen = eventCodes.filter((code) => marked.has(code));
  const findings = stage.findingsAt('/events').map((finding) => ({ finding, of: codeOf(finding, eventCodes) }));
  const byCode = useByCode(events);
  const drawn = useGradually(eventCodes, itself);
  const mark = (code: string) => {
    const next = new Set(marked);
    if (!next.delete(code)) next.add(code);
    setMarked(next);
  };
  const remove = (codes: readonly string[]) => {
    const [first = ''] = codes;
    edit(
      (old) => removeCodes(old, codes),
      codes.length === 1 ? `Remove ${nameOf(first)}` : `Remove ${codes.length} events`,
    );
    setMarked(new Set());
  };
  const isSorted = sortCodes(eventCodes, events).every((code, index) => code === eventCodes[index]);
  return (
    <>
      {stage.canEdit && (
        <div className={classes.bar}>
          <Checkbox
            label={chosen.length === 0 ? 'All' : `${chosen.length} chosen`}
            aria-label="Choose all events of the program"
            checked={chosen.length === eventCodes.length}
            indeterminate={chosen.length > 0 && chosen.length < eventCodes.length}
            onChange={() => setMarked(new Set(chosen.length === eventCodes.length ? [] : eventCodes))}
          />
          {!isSorted && (
            <Button size="xs" variant="default" onClick={() => edit((old) => sortCodes(old, events), 'Order by start')}>
              Order by start
            </Button>
          )}
          <Button size="xs" variant="default" disabled={chosen.length === 0} onClick={() => remove(chosen)}>
            Remove {chosen.length === 0 ? '' : chosen.length}
          </Button>
        </div>
      )}
      <Sortable
        ids={eventCodes}
        nameOf={nameOf}
        onMove={(code, onto) => edit((old) => moveCode(old, code, onto), `Move ${nameOf(code)}`)}
      >
        <ol className={classes.events} aria-label="Events of the program">
          {drawn.map((code, index) => (
            <ChosenEvent
              key={code}
              code={code}
              event={byCode.get(code)}
              place={index + 1}
              canEdit={stage.canEdit}
              isMarked={marked.has(code)}
              onMark={() => mark(code)}
              onRemove={() => remove([code])}
              findings={findings.flatMap(({ finding, of }) => (of === code ? [finding] : []))}
            />
          ))}
        </ol>
      </Sortable>
    </>
  );
}

/** Of which of the events the finding speaks; null when of none of them alone. */
function codeOf({ at, params }: Finding, codes: readonly string[]): string | null {
  const place = /^\/events\/eventCodes\/(\d+)$/.exec(at)?.[1];
  if (place !== undefined) return codes[Number(place)] ?? null;
  return codes.find((code) => code === params.eventCode) ?? null;
}

function FieldFindingsRow({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <div className={classes.bar}>
      <FieldFindings findings={findings} />
    </div>
  );
}
