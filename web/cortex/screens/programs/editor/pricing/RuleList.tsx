import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { RuleItem, type RuleMarks } from './RuleItem.tsx';
import classes from './RuleList.module.css';

type Props = {
  /** In the order tried. */
  rules: readonly PriceRule[];
  chosenId: string | null;
  marksOf: (rule: PriceRule) => RuleMarks;
  canEdit: boolean;
  onChoose: (ruleId: string) => void;
  onMove: (rule: PriceRule, to: number) => void;
  onSwitch: (rule: PriceRule) => void;
  onCopy: (rule: PriceRule) => void;
  onDelete: (rule: PriceRule) => void;
};

/** Price rules in the order tried; dragged by the handle, or moved by keys and menu. */
export function RuleList(props: Props) {
  const { rules, chosenId, marksOf, canEdit, onMove, ...acts } = props;
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const rule = rules.find(({ id }) => id === active.id);
    const to = rules.findIndex(({ id }) => id === over?.id);
    if (rule !== undefined && to !== -1 && over?.id !== active.id) onMove(rule, to);
  };
  const nameOf = (id: string | number) => rules.find((rule) => rule.id === id)?.name ?? 'the rule';
  const placeOf = (id: string | number) => rules.findIndex((rule) => rule.id === id) + 1;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{
        announcements: {
          onDragStart: ({ active }) => `Picked up ${nameOf(active.id)}, number ${placeOf(active.id)}.`,
          onDragOver: ({ active, over }) =>
            over === null ? undefined : `${nameOf(active.id)} would be number ${placeOf(over.id)}.`,
          onDragEnd: ({ active, over }) =>
            over === null ? undefined : `${nameOf(active.id)} is number ${placeOf(over.id)}.`,
          onDragCancel: ({ active }) => `${nameOf(active.id)} stays where it was.`,
        },
      }}
    >
      <SortableContext items={rules.map(({ id }) => id)} strategy={verticalListSortingStrategy} disabled={!canEdit}>
        <ol className={classes.list} aria-label="Price rules, in the order tried">
          {rules.map((rule, at) => (
            <RuleItem
              key={rule.id}
              rule={rule}
              at={at}
              last={rules.length - 1}
              isChosen={rule.id === chosenId}
              marks={marksOf(rule)}
              canEdit={canEdit}
              onMove={(to) => onMove(rule, to)}
              onChoose={() => acts.onChoose(rule.id)}
              onSwitch={() => acts.onSwitch(rule)}
              onCopy={() => acts.onCopy(rule)}
              onDelete={() => acts.onDelete(rule)}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}
