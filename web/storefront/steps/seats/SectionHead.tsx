import { useState } from 'react';
import type { SeatField } from '../../../../shared/rules/seat-field.ts';
import { factsOf } from '../../../ui/seat-map/index.ts';
import { useText } from '../../app/state.ts';
import css from '../../buying/buying.module.css';
import { useNames } from '../../buying/useNames.ts';
import { Button } from '../../ui/Button.tsx';

type Props = {
  field: SeatField;
  sectionName: string;
  /** The first of the seats that are picked. */
  picked: number | undefined;
  onLeave: () => void;
};

/** Which section the fan is at, and the way back to all of them. */
export function SectionHead({ field, sectionName, picked, onLeave }: Props) {
  const { t } = useText();
  const names = useNames();
  return (
    <div className={css.total}>
      <h2 className={css.title}>{names.section(useSectionAt(field, sectionName, picked))}</h2>
      <Button look="quiet" size="small" onClick={onLeave}>
        {t('seats.whole_arena')}
      </Button>
    </div>
  );
}

/** The section that was opened, until one picks: on the canvas one can move on to another section and pick there. */
export function useSectionAt(field: SeatField, sectionName: string, picked: number | undefined): string {
  const [before] = useState(picked);
  return picked === undefined || picked === before ? sectionName : factsOf(field, picked).sectionName;
}
