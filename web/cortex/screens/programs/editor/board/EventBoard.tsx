import { DndContext, type DragEndEvent, DragOverlay } from '@dnd-kit/core';
import { Button, Group, Menu, Text } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { SearchField } from '../../../../../ui/SearchField.tsx';
import { BoardLane, type Lane } from './BoardLane.tsx';
import classes from './board.module.css';
import { BoardContext } from './boardContext.ts';
import { nearestSpot, useBoardSensors } from './boardDrag.ts';
import { isLaneDrag, laneIdOf, type Spots, spotsOf, type Target } from './boardPlaces.ts';
import { announcementsOf, boardInstructions } from './boardWords.ts';
import { LaneItems } from './CardMenu.tsx';
import { type EventLook, EventWords } from './EventCard.tsx';

type Props = {
  label: string;
  /** Whose events they are, by id. Another one's lists take the places of those shown: what is alike is not made anew. */
  owner: string;
  /** The last one is the tray. */
  lanes: readonly Lane[];
  looks: ReadonlyMap<string, EventLook>;
  canEdit: boolean;
  onPlace: (codes: readonly string[], target: Target) => void;
  /** Puts a lane that may be moved in the place of another one. */
  onMoveLane?: (laneId: string, ontoId: string) => void;
};

const searchFrom = 12;

/** Events in lists, moved from one to another by pointer, by keyboard or by menu, one or many at once. */
export function EventBoard({ label, owner, lanes, looks, canEdit, onPlace, onMoveLane }: Props) {
  const { selected, setSelected, onToggle, onToggleAll } = useChosen(owner);
  const keyOf = useLaneKeys(owner, lanes);
  const [dragged, setDragged] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const { root, keepOn } = useKeptFocus();
  const shown = useMemo(() => lanes.map((lane) => looksOf(lane, looks, text)), [lanes, looks, text]);
  const seen = lanes.map((lane, at) => seenOf(lane, shown[at] ?? []));
  const spots = spotsOf(seen);
  const sensors = useBoardSensors(seen);
  const nameOf = (code: string) => looks.get(code)?.name ?? code;
  const carried = dragged === null ? [] : selected.has(dragged) ? orderOf(seen, selected) : [dragged];

  const place = (codes: readonly string[], target: Target) => {
    const [first] = codes;
    if (first === undefined) return;
    onPlace(codes, target);
    keepOn(first);
    setSelected(none);
    setSaid(movedInWords(codes.map(nameOf), laneNameOf(lanes, target.laneId)));
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    if (isLaneDrag(String(active.id))) {
      if (over !== null && over.id !== active.id) onMoveLane?.(laneIdOf(active.id), laneIdOf(over.id));
      return;
    }
    const target = spots.get(String(over?.id));
    if (target === undefined || over?.id === active.id) return;
    place(carried, { laneId: target.laneId, before: target.before });
  };
  const choosing = { canEdit, selected, onToggle, onToggleAll };
  const isLong = lanes.reduce((sum, { codes }) => sum + codes.length, 0) > searchFrom;
  const chosen = orderOf(seen, selected);

  return (
    <BoardContext value={{ lanes: seen, place }}>
      <div ref={root}>
        <div className={classes.tools}>
          {isLong && <SearchField label="Find an event" value={text} onChange={setText} />}
          {canEdit && chosen.length > 0 && <ChosenBar codes={chosen} onClear={() => setSelected(none)} />}
        </div>
        <Heard>{said}</Heard>
        <DndContext
          sensors={sensors}
          collisionDetection={nearestSpot}
          accessibility={accessibilityOf({ lanes, spots, nameOf, carried })}
          onDragStart={({ active }) => setDragged(spots.get(String(active.id))?.before ?? null)}
          onDragEnd={onDragEnd}
          onDragCancel={() => setDragged(null)}
        >
          <section className={classes.board} aria-label={label}>
            {lanes.map((lane, at) => (
              <BoardLane
                key={keyOf(lane.id)}
                lane={lane}
                shown={shown[at] ?? []}
                isTray={at === lanes.length - 1}
                {...choosing}
              />
            ))}
          </section>
          <Carried look={looks.get(dragged ?? '')} count={carried.length} />
        </DndContext>
      </div>
    </BoardContext>
  );
}

/** Said to whoever does not see where things went. */
function Heard({ children }: { children: string }) {
  return (
    <p role="status" className="flex-visually-hidden">
      {children}
    </p>
  );
}

/** The lane with the events that the search lets through: what can be dropped on. */
function seenOf({ id, name, isMovable = false }: Lane, shown: readonly EventLook[]) {
  return { id, name, isMovable, codes: shown.map(codeOf) };
}

function movedInWords(names: readonly string[], lane: string): string {
  return `${names.length === 1 ? names.join() : `${names.length} events`} moved to ${lane}.`;
}

/** The lists that another owner begins with have the keys of those in their places. */
function useLaneKeys(owner: string, lanes: readonly Lane[]) {
  const [known, setKnown] = useState({ owner, ids: lanes.map(({ id }) => id) });
  if (known.owner !== owner) setKnown({ owner, ids: lanes.map(({ id }) => id) });
  return (id: string) => {
    const place = known.ids.indexOf(id);
    return place === -1 ? id : `place ${place}`;
  };
}

function useChosen(owner: string) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(none);
  const [known, setKnown] = useState(owner);
  if (known !== owner) {
    setKnown(owner);
    setSelected(none);
  }
  const onToggle = useCallback((code: string) => setSelected((old) => toggled(old, [code], !old.has(code))), []);
  const onToggleAll = (codes: readonly string[], isChosen: boolean) => setSelected(toggled(selected, codes, isChosen));
  return { selected, setSelected, onToggle, onToggleAll };
}

type Said = {
  lanes: readonly Lane[];
  spots: Spots;
  nameOf: (code: string) => string;
  carried: readonly string[];
};

function accessibilityOf({ lanes, spots, nameOf, carried }: Said) {
  const announcements = announcementsOf({
    spots,
    laneIds: lanes.map(({ id }) => id),
    laneName: (id) => laneNameOf(lanes, id),
    eventName: nameOf,
    others: () => Math.max(0, carried.length - 1),
  });
  return { screenReaderInstructions: boardInstructions, announcements };
}

function laneNameOf(lanes: readonly Lane[], id: string): string {
  return lanes.find((lane) => lane.id === id)?.name ?? '';
}

const none: ReadonlySet<string> = new Set();
const codeOf = ({ code }: EventLook) => code;

function looksOf({ codes }: Lane, looks: ReadonlyMap<string, EventLook>, text: string): EventLook[] {
  const wanted = text.trim().toLowerCase();
  return codes
    .map((code) => looks.get(code) ?? { code, name: code, when: 'Not in the store', notes: [] })
    .filter(({ code, name, when }) => `${code} ${name} ${when}`.toLowerCase().includes(wanted));
}

function toggled(old: ReadonlySet<string>, codes: readonly string[], isChosen: boolean): ReadonlySet<string> {
  const next = new Set(old);
  for (const code of codes) {
    if (isChosen) next.add(code);
    else next.delete(code);
  }
  return next;
}

/** The chosen events in the order in which the board shows them. */
function orderOf(lanes: readonly { codes: readonly string[] }[], selected: ReadonlySet<string>): string[] {
  return [...new Set(lanes.flatMap(({ codes }) => codes))].filter((code) => selected.has(code));
}

function ChosenBar({ codes, onClear }: { codes: readonly string[]; onClear: () => void }) {
  return (
    <Group role="group" aria-label="With the chosen events" gap="xs">
      <Text fw={550} role="status">
        {codes.length} chosen
      </Text>
      <Menu>
        <Menu.Target>
          <Button size="xs">Move to…</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <LaneItems codes={codes} />
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="subtle" onClick={onClear}>
        Choose none
      </Button>
    </Group>
  );
}

function Carried({ look, count }: { look: EventLook | undefined; count: number }) {
  return (
    <DragOverlay dropAnimation={null}>
      {look !== undefined && (
        <div className={classes.carried}>
          <EventWords look={{ ...look, notes: [] }} />
          {count > 1 && <span className={classes.carriedCount}>{count}</span>}
        </div>
      )}
    </DragOverlay>
  );
}

/** A card that goes to another lane is made anew there; whoever moved it by keyboard stays on it. */
function useKeptFocus() {
  const root = useRef<HTMLDivElement>(null);
  const kept = useRef<string | null>(null);
  useEffect(() => {
    const code = kept.current;
    if (code === null) return;
    const handle = root.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(code)}"] [data-handle]`);
    kept.current = null;
    handle?.focus({ preventScroll: false });
  });
  const keepOn = (code: string) => {
    kept.current = code;
  };
  return { root, keepOn };
}
