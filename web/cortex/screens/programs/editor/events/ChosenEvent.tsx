import type { Event } from '../../../../../../shared/contract/events.ts';
import { Check, cellButton } from '../../../../../ui/cells.tsx';
import { Icon } from '../../../../../ui/Icon.tsx';
import { whenInWords } from '../../../events/eventWords.ts';
import { useSortablePart } from '../parts/Sortable.tsx';
import { FieldFindings, type Finding } from '../stage.tsx';
import classes from './EventsStage.module.css';

type Props = {
  code: string;
  /** Undefined when the store has none of this code. */
  event: Event | undefined;
  place: number;
  canEdit: boolean;
  isMarked: boolean;
  onMark: () => void;
  onRemove: () => void;
  findings: readonly Finding[];
};

/** One event of the program, with its place in the order. */
export function ChosenEvent({ code, event, place, canEdit, isMarked, onMark, onRemove, findings }: Props) {
  const name = event?.name ?? code;
  const { item, handle } = useSortablePart(code, name, canEdit);
  return (
    <li {...item} className={classes.event}>
      {handle}
      {canEdit && <Check label={`Choose ${name}`} isChecked={isMarked} onChange={onMark} />}
      <span className={classes.place}>{place}</span>
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.when}>{event === undefined ? 'unknown' : `${code} · ${whenInWords(event)}`}</span>
        <FieldFindings findings={findings} />
      </span>
      {canEdit && (
        <button type="button" className={cellButton} data-size="sm" aria-label={`Remove ${name}`} onClick={onRemove}>
          <Icon name="close" size="sm" />
        </button>
      )}
    </li>
  );
}
