import { Icon } from '../../../../ui/Icon.tsx';
import classes from './PresenceNotice.module.css';
import type { EditorStage } from './stages.ts';
import { placeOf } from './stages.ts';
import type { Present } from './usePresence.ts';

type Props = { others: readonly Present[]; slug: string; stages: readonly EditorStage[]; canEdit: boolean };

/** Who else has the program open, and a louder word when they are at the same stage. */
export function PresenceNotice({ others, slug, stages, canEdit }: Props) {
  const labelOf = (place: Present['place']) =>
    stages.find((stage) => placeOf(stage) === place)?.label ?? 'this program';
  const isHere = ({ place }: Present) => stages.some((stage) => stage.slug === slug && placeOf(stage) === place);
  return (
    <div role="status">
      {others.length > 0 && (
        <p className={classes.notice} data-here={canEdit && others.some(isHere)}>
          <Icon name="people" />
          <span>
            {others.length === 1 ? 'Also open: ' : `${others.length} others have this open: `}
            {others.map((other, index) => (
              <span key={other.pageId}>
                {index > 0 && ', '}
                <strong>{other.isSelf ? 'you, in another window,' : other.name}</strong> in {labelOf(other.place)}
                {isHere(other) && ' too'}
              </span>
            ))}
            . What is saved there appears here by itself.
          </span>
        </p>
      )}
    </div>
  );
}
