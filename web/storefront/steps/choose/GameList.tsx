import { useShop, useText } from '../../app/state.ts';
import { useGradually } from '../../app/useGradually.ts';
import css from './ChooseGames.module.css';
import { type Filters, fits } from './filters.ts';
import { GameCard } from './GameCard.tsx';
import type { Plan, PlanGame, PlanGroup } from './plan.ts';

type Props = { plan: Plan; filters: Filters; isWhole: boolean; toggle: (eventCode: string) => void };

/** Games that fill a screen. */
const atOnce = 6;

/** The games as cards, a tier after the other. Those that are not drawn yet have their room already. */
export function GameList({ plan, filters, isWhole, toggle }: Props) {
  const groups = plan.groups.map((group) => ({
    group,
    shown: group.games.filter((one) => isWhole || fits(one, filters)),
  }));
  const count = groups.reduce((sum, { shown }) => sum + shown.length, 0);
  const drawn = useGradually(count, JSON.stringify(filters), atOnce);
  return groups.map(({ group, shown }, index) => {
    const before = groups.slice(0, index).reduce((sum, one) => sum + one.shown.length, 0);
    const left = Math.max(0, drawn - before);
    return <Group key={group.id} {...{ group, shown, isWhole, toggle }} drawn={left} />;
  });
}

type GroupProps = {
  group: PlanGroup;
  shown: readonly PlanGame[];
  /** So many of them, the first ones. */
  drawn: number;
  isWhole: boolean;
  toggle: (eventCode: string) => void;
};

/** A tier with its progress, or all games where there are no tiers to see. */
function Group({ group, shown, drawn, isWhole, toggle }: GroupProps) {
  const { copy } = useShop();
  const { t, say } = useText();
  const name = say(copy.tiers[group.id] ?? {});
  const headingId = `tier-${group.id}`;
  const { minEvents, maxEvents, chosen } = group;
  return (
    <section className={css.group} aria-labelledby={headingId}>
      <div className={css.head}>
        <h2 id={headingId} className={name === '' ? 'hidden' : css.tier}>
          {name === '' ? t('choose.list') : name}
        </h2>
        {name !== '' && (
          <p className={chosen >= minEvents ? css.done : css.need}>
            {chosen >= minEvents && <span aria-hidden="true">✓ </span>}
            {maxEvents === minEvents || chosen < minEvents
              ? t('choose.progress', { done: chosen, all: minEvents })
              : t('choose.chosen', { count: chosen })}
          </p>
        )}
      </div>
      {shown.length === 0 ? (
        <p className={css.none}>{t(group.games.length === 0 ? 'choose.gone' : 'choose.none')}</p>
      ) : (
        <ul className={css.games}>
          {shown.map((one, place) => (
            <li key={one.game.code} className={css.place}>
              {place < drawn && <GameCard one={one} isFixed={isWhole} toggle={toggle} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
