import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import { Check } from '../../../../../ui/cells.tsx';
import { FilterBar, FilterChoice } from '../../../../../ui/FilterBar.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { SearchField } from '../../../../../ui/SearchField.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { useGradually } from '../../../../../ui/useGradually.ts';
import { eventStates } from '../../../../searchOfSeason.ts';
import { useStore } from '../../../../stores.ts';
import { categoriesQuery } from '../../../events/eventsApi.ts';
import { stateWords, whenInWords } from '../../../events/eventWords.ts';
import { ImportButtons } from '../../../events/ImportButtons.tsx';
import type { StageEditor } from '../stage.tsx';
import classes from './EventsStage.module.css';
import { addCodes, type EventFilter, matchesFilter } from './eventList.ts';

type Props = { stage: StageEditor<'events'>; events: readonly Event[] };

const everything: EventFilter = { text: '' };
const codeOf = ({ code }: Event) => code;

/** The events of the store that are not in the program, to be added one by one or many at once. */
export function AddEventsPanel({ stage, events }: Props) {
  const [filter, setFilter] = useState(everything);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const { eventCodes } = stage.content;
  const left = events.filter(({ code }) => !eventCodes.includes(code));
  const shown = left.filter((event) => matchesFilter(event, filter));
  const drawn = useGradually(shown, codeOf);
  const add = (added: readonly Event[]) => {
    const [first] = added;
    if (first === undefined) return;
    const codes = added.map(({ code }) => code);
    const label = added.length === 1 ? `Add ${first.name}` : `Add ${added.length} events`;
    stage.edit((old) => ({ eventCodes: addCodes(old.eventCodes, codes) }), label);
    setMarked(new Set());
  };
  const toggle = (code: string) => {
    const next = new Set(marked);
    if (!next.delete(code)) next.add(code);
    setMarked(next);
  };
  const chosen = shown.filter(({ code }) => marked.has(code));
  return (
    <Panel title={`Not in the program: ${left.length}`} flush>
      <Filters storeKey={stage.storeKey} filter={filter} onChange={setFilter} />
      {shown.length === 0 ? (
        <NoneLeft hasEvents={events.length > 0} isFiltered={left.length > 0} />
      ) : (
        <>
          <div className={classes.bar}>
            <Checkbox
              label={chosen.length === 0 ? 'All' : `${chosen.length} chosen`}
              aria-label="Choose all events that are shown"
              checked={chosen.length === shown.length}
              indeterminate={chosen.length > 0 && chosen.length < shown.length}
              onChange={() => setMarked(new Set(chosen.length === shown.length ? [] : shown.map(({ code }) => code)))}
            />
            <Button size="xs" disabled={chosen.length === 0} onClick={() => add(chosen)}>
              Add {chosen.length === 0 ? '' : chosen.length}
            </Button>
          </div>
          <ul className={classes.events} aria-label="Events that are not in the program">
            {drawn.map((event) => (
              <Left key={event.code} event={event} isMarked={marked.has(event.code)} onMark={toggle} onAdd={add} />
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

function NoneLeft({ hasEvents, isFiltered }: { hasEvents: boolean; isFiltered: boolean }) {
  const store = useStore();
  if (!hasEvents) {
    return (
      <EmptyState icon="calendar" title="The store has no events yet" action={<ImportButtons store={store} />}>
        Programs are made of the season’s events.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title={isFiltered ? 'No event matches' : 'All events are in the program'}>
      {isFiltered ? 'Take away a filter.' : 'Events that are imported later appear here.'}
    </EmptyState>
  );
}

type LeftProps = {
  event: Event;
  isMarked: boolean;
  onMark: (code: string) => void;
  onAdd: (events: readonly Event[]) => void;
};

/** A season has many of them, so they are made of plain elements. */
function Left({ event, isMarked, onMark, onAdd }: LeftProps) {
  return (
    <li className={classes.event}>
      <Check label={`Choose ${event.name}`} isChecked={isMarked} onChange={() => onMark(event.code)} />
      <span className={classes.words}>
        <span className={classes.name}>{event.name}</span>
        <span className={classes.when}>
          {event.code} · {whenInWords(event)}
          {event.state !== 'published' && <strong> · {stateWords[event.state].label.toLowerCase()}</strong>}
        </span>
      </span>
      <button type="button" className={classes.add} aria-label={`Add ${event.name}`} onClick={() => onAdd([event])}>
        Add
      </button>
    </li>
  );
}

type FiltersProps = { storeKey: string; filter: EventFilter; onChange: (filter: EventFilter) => void };

function Filters({ storeKey, filter, onChange }: FiltersProps) {
  const categories = useQuery(categoriesQuery(storeKey)).data?.items ?? [];
  const isFiltered = filter.text !== '' || filter.categoryId !== undefined || filter.state !== undefined;
  return (
    <FilterBar label="Filter the events to add" isFiltered={isFiltered} onClear={() => onChange(everything)}>
      <SearchField label="Search" value={filter.text} onChange={(text) => onChange({ ...filter, text })} />
      <FilterChoice
        label="Category"
        placeholder="Any category"
        options={categories.map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.categoryId}
        onChange={(categoryId) => onChange({ ...filter, categoryId })}
      />
      <FilterChoice
        label="State"
        placeholder="Any state"
        options={eventStates
          .filter((state) => state !== 'archived')
          .map((value) => ({ value, label: stateWords[value].label }))}
        value={filter.state}
        onChange={(state) => onChange({ ...filter, state })}
      />
    </FilterBar>
  );
}
