import { useShop, useText } from '../../app/state.ts';
import { classes } from '../../ui/classes.ts';
import css from './Progress.module.css';
import type { Plan } from './plan.ts';

/** The most places drawn one by one; of more only the number is said. */
const mostDots = 12;

/** How many games are chosen of how many, for each tier when the fan sees tiers. */
export function Progress({ plan }: { plan: Plan }) {
  const { copy } = useShop();
  const { t, say } = useText();
  const tiers = plan.groups.filter(({ id }) => say(copy.tiers[id] ?? {}) !== '');
  const { least, chosen } = plan;
  if (tiers.length === 0) {
    if (least === 0) return null;
    return <Dots done={chosen.length} all={Math.max(1, least)} label={t('choose.chosen', { count: chosen.length })} />;
  }
  return (
    <ul className={css.tiers}>
      {tiers.map(({ id, minEvents, chosen: done }) => {
        const tier = say(copy.tiers[id] ?? {});
        const label = t('choose.tier_progress', { tier, done, all: Math.max(minEvents, done) });
        return (
          <li key={id}>
            <Dots done={done} all={Math.max(minEvents, done)} label={label} />
          </li>
        );
      })}
    </ul>
  );
}

function Dots({ done, all, label }: { done: number; all: number; label: string }) {
  return (
    <div className={css.row}>
      <span className={css.label}>{label}</span>
      {all <= mostDots && (
        <span className={css.dots} aria-hidden="true">
          {Array.from({ length: Math.max(all, Math.min(done, mostDots)) }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the places are all alike
            <span key={place} className={classes(css.dot, place < done && css.filled)} />
          ))}
        </span>
      )}
    </div>
  );
}
