import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  rectSortingStrategy,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import type { CSSProperties, ReactNode } from 'react';
import { cellButton } from '../../../../../ui/cells.tsx';
import { Icon } from '../../../../../ui/Icon.tsx';
import classes from './parts.module.css';

type Props = {
  ids: readonly string[];
  nameOf: (id: string) => string;
  /** Puts one in the place of another. */
  onMove: (id: string, ontoId: string) => void;
  /** Side by side, as far as there is room. */
  isStrip?: boolean;
  children: ReactNode;
};

const mouse = { activationConstraint: { distance: 5 } };
const touch = { activationConstraint: { delay: 200, tolerance: 6 } };
const keyboard = { coordinateGetter: sortableKeyboardCoordinates };
const screenReaderInstructions = {
  draggable:
    'Press Space or Enter to pick it up, the arrow keys to move it, Space or Enter to drop it, Escape to put it back.',
};

/** Things whose order is changed by pointer or by keyboard. */
export function Sortable({ ids, nameOf, onMove, isStrip = false, children }: Props) {
  const sensors = useSensors(
    useSensor(MouseSensor, mouse),
    useSensor(TouchSensor, touch),
    useSensor(KeyboardSensor, keyboard),
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (over !== null && over.id !== active.id) onMove(String(active.id), String(over.id));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{ announcements: announcementsOf(ids, nameOf), screenReaderInstructions }}
      onDragEnd={onDragEnd}
    >
      <SortableContext items={[...ids]} strategy={isStrip ? rectSortingStrategy : verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}

function announcementsOf(ids: readonly string[], nameOf: (id: string) => string): Announcements {
  const name = (id: UniqueIdentifier) => nameOf(String(id));
  const place = (id: UniqueIdentifier) => `place ${ids.indexOf(String(id)) + 1} of ${ids.length}`;
  return {
    onDragStart: ({ active }) => `Picked up ${name(active.id)}, ${place(active.id)}.`,
    onDragOver: ({ active, over }) => `${name(active.id)}: ${over === null ? 'over nothing' : place(over.id)}.`,
    onDragEnd: ({ active, over }) =>
      over === null ? `${name(active.id)} was put back.` : `${name(active.id)} was dropped at ${place(over.id)}.`,
    onDragCancel: ({ active }) => `${name(active.id)} was put back.`,
  };
}

/** One of the things: `item` goes on its element, `handle` into it. */
export function useSortablePart(id: string, name: string, canEdit: boolean) {
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } = useSortable({
    id,
    disabled: !canEdit,
  });
  const style: CSSProperties = {
    ...(transform !== null && { transform: `translate3d(${transform.x}px, ${transform.y}px, 0)` }),
    ...(transition !== undefined && { transition }),
  };
  return {
    item: { ref: setNodeRef, style, 'data-dragged': isDragging },
    handle: canEdit && (
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={`${cellButton} ${classes.handle}`}
        data-size="sm"
        {...attributes}
        {...listeners}
        aria-label={`Change the place of ${name}`}
      >
        <Icon name="grip" size="sm" />
      </button>
    ),
  };
}
