import { useDraggable, useDroppable } from '@dnd-kit/core';
import { memo, type ReactNode } from 'react';
import { Icon } from '../../../../../ui/Icon.tsx';
import classes from './board.module.css';
import { cardId } from './boardPlaces.ts';
import { CardMenu } from './CardMenu.tsx';

/** What a card says of an event. */
export type EventLook = {
  code: string;
  name: string;
  when: string;
  /** Why it may not be offered, or what else is to be known. */
  notes: readonly { words: string; isError: boolean }[];
};

type Props = {
  laneId: string;
  look: EventLook;
  canEdit: boolean;
  isSelected: boolean;
  onToggle: (code: string) => void;
};

/**
 * One event of a lane: chosen, dragged, or moved by its menu. A season has many of them, so they are made of plain elements,
 * which the browser makes many times faster than the kit's.
 */
export const EventCard = memo(function EventCard({ laneId, look, canEdit, isSelected, onToggle }: Props) {
  const id = cardId(laneId, look.code);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useDraggable({
    id,
    disabled: !canEdit,
  });
  const { setNodeRef: setDropRef, isOver } = useDroppable({ id, disabled: !canEdit });
  if (!canEdit) {
    return (
      <li className={classes.card}>
        <EventWords look={look} />
      </li>
    );
  }
  return (
    <li
      ref={(element) => {
        setNodeRef(element);
        setDropRef(element);
      }}
      className={classes.card}
      data-code={look.code}
      data-chosen={isSelected}
      data-dragged={isDragging}
      data-over={isOver && !isDragging}
      {...listeners}
    >
      <input
        type="checkbox"
        className={`flex-check ${classes.check}`}
        aria-label={`Choose ${look.name}`}
        checked={isSelected}
        onChange={() => onToggle(look.code)}
      />
      <EventWords look={look} />
      <span className={classes.acts}>
        <CardMenu laneId={laneId} code={look.code} name={look.name} />
        <button
          type="button"
          ref={setActivatorNodeRef}
          className={classes.icon}
          data-grip
          {...attributes}
          aria-label={`Move ${look.name}`}
          data-handle
        >
          <Icon name="grip" size="sm" />
        </button>
      </span>
    </li>
  );
});

export function EventWords({ look, more }: { look: EventLook; more?: ReactNode }) {
  return (
    <span className={classes.words}>
      <span className={classes.name}>{look.name}</span>
      <span className={classes.when}>{look.when}</span>
      {look.notes.map(({ words, isError }) => (
        <span key={words} className={classes.note} data-error={isError}>
          <Icon name="alert" size="sm" />
          {words}
        </span>
      ))}
      {more}
    </span>
  );
}
