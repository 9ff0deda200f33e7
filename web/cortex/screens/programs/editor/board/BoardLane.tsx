import { useDraggable, useDroppable } from '@dnd-kit/core';
import { ActionIcon, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../../../../../ui/Icon.tsx';
import { useGradually } from '../../../../../ui/useGradually.ts';
import classes from './board.module.css';
import { endId, laneDragId } from './boardPlaces.ts';
import { EventCard, type EventLook } from './EventCard.tsx';

export type Lane = {
  id: string;
  /** As it is called in menus and by screen readers. */
  name: string;
  codes: readonly string[];
  /** Over the events, beside their number. */
  head: ReactNode;
  /** Below the head: limits and findings. */
  more?: ReactNode;
  /** What an empty lane says. */
  empty: string;
  /** It may change places with the other lanes that may. */
  isMovable?: boolean;
};

type Props = {
  lane: Lane;
  /** Of the codes, those that the search lets through. */
  shown: readonly EventLook[];
  isTray: boolean;
  canEdit: boolean;
  selected: ReadonlySet<string>;
  onToggle: (code: string) => void;
  onToggleAll: (codes: readonly string[], isChosen: boolean) => void;
};

const codeOf = ({ code }: EventLook) => code;

/** One list of events, with what is said about it. */
export function BoardLane({ lane, shown, isTray, canEdit, selected, onToggle, onToggleAll }: Props) {
  const codes = shown.map(codeOf);
  const drawn = useGradually(shown, codeOf);
  const isMovable = canEdit && lane.isMovable === true;
  const id = laneDragId(lane.id);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id,
    disabled: !isMovable,
  });
  const { setNodeRef: setDropRef, isOver } = useDroppable({ id, disabled: !isMovable });
  return (
    <section
      ref={(element) => {
        setNodeRef(element);
        setDropRef(element);
      }}
      className={classes.lane}
      data-tray={isTray}
      data-dragged={isDragging}
      data-over={isOver && !isDragging}
      aria-label={lane.name}
    >
      <header className={classes.head}>
        {isMovable && (
          <ActionIcon
            ref={setActivatorNodeRef}
            size="sm"
            className={classes.handle}
            {...listeners}
            {...attributes}
            aria-label={`Move the list ${lane.name}`}
          >
            <Icon name="grip" size="sm" />
          </ActionIcon>
        )}
        {canEdit && <ChooseAll lane={lane} codes={codes} selected={selected} onToggleAll={onToggleAll} />}
        <div className={classes.title}>{lane.head}</div>
        <span className={classes.count}>
          {lane.codes.length}
          <span className="flex-visually-hidden"> {lane.codes.length === 1 ? 'event' : 'events'}</span>
        </span>
      </header>
      {lane.more !== undefined && <div className={classes.more}>{lane.more}</div>}
      <div className={classes.scroll} {...(!canEdit && { tabIndex: 0, role: 'group', 'aria-label': lane.name })}>
        <ol className={classes.cards}>
          {drawn.map((look) => (
            <EventCard
              key={look.code}
              laneId={lane.id}
              look={look}
              canEdit={canEdit}
              isSelected={selected.has(look.code)}
              onToggle={onToggle}
            />
          ))}
        </ol>
        <LaneEnd laneId={lane.id} canEdit={canEdit}>
          {lane.codes.length === 0 ? lane.empty : shown.length === 0 ? 'None here is like what you search.' : ''}
        </LaneEnd>
      </div>
    </section>
  );
}

type ChooseProps = Pick<Props, 'lane' | 'selected' | 'onToggleAll'> & { codes: readonly string[] };

/** Chooses all that the lane shows, or none of it. */
function ChooseAll({ lane, codes, selected, onToggleAll }: ChooseProps) {
  const count = codes.filter((code) => selected.has(code)).length;
  const isAll = count > 0 && count === codes.length;
  return (
    <Checkbox
      size="xs"
      aria-label={`Choose all in ${lane.name}`}
      disabled={codes.length === 0}
      checked={isAll}
      indeterminate={count > 0 && !isAll}
      onChange={() => onToggleAll(codes, !isAll)}
    />
  );
}

/** What is left of the lane below its events: dropped here, an event goes to the end. */
function LaneEnd({ laneId, canEdit, children }: { laneId: string; canEdit: boolean; children: string }) {
  const { setNodeRef, isOver } = useDroppable({ id: endId(laneId), disabled: !canEdit });
  return (
    <p ref={setNodeRef} className={classes.end} data-over={isOver}>
      {children}
    </p>
  );
}
