import { useShop, useText } from '../../app/state.ts';
import { useGradually } from '../../app/useGradually.ts';
import css from './ChooseGames.module.css';
import { type Filters, fits } from './filters.ts';
import { GameCard } from './GameCard.tsx';
import type { Plan, PlanGame, PlanGroup } from './plan.ts';
import { useCardRooms } from './useCardRooms.ts';

type Props = { plan: Plan; filters: Filters; isWhole: boolean; toggle: (eventCode: string) => void };

/** Games that fill what the fields above them leave of a phone's screen, and that fill all of it. */
const atOnce = 4;
const onScreen = 7;

/** The games as cards, a tier after the other. Those that are not drawn yet have their room already. */
export function GameList({ plan, filters, isWhole, toggle }: Props) {
  const groups = plan.groups.map((group) => ({
    group,
    shown: group.games.filter((one) => isWhole || fits(one, filters)),
  }));
  const count = groups.reduce((sum, { shown }) => sum + shown.length, 0);
  const drawn = useGradually(count, JSON.stringify(filters), atOnce);
  const rooms = useCardRooms();
  const all = groups.flatMap(({ shown }) => shown.map(({ game }) => game.code));
  // who comes back sees first what they saw last
  const start = rooms.firstInSight === null ? -1 : all.indexOf(rooms.firstInSight);
  const inSight = all.slice(Math.max(0, start), start < 0 ? 0 : start + onScreen);
  const isDrawn = new Set([...inSight, ...all.slice(0, start >= atOnce && drawn <= atOnce ? 0 : drawn)]);
  return groups.map(({ group, shown }) => (
    <Group key={group.id} {...{ group, shown, isWhole, toggle, isDrawn }} rooms={rooms.of} />
  ));
}

type GroupProps = {
  group: PlanGroup;
  shown: readonly PlanGame[];
  /** Those whose cards are drawn; the room of the others. */
  isDrawn: ReadonlySet<string>;
  rooms: ReturnType<typeof useCardRooms>['of'];
  isWhole: boolean;
  toggle: (eventCode: string) => void;
};

/** A tier with its progress, or all games where there are no tiers to see. */
function Group({ group, shown, isDrawn, rooms, isWhole, toggle }: GroupProps) {
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
          {shown.map((one) => (
            <li
              key={one.game.code}
              className={css.place}
              data-game={one.game.code}
              style={isDrawn.has(one.game.code) ? undefined : rooms.get(one.game.code)}
            >
              {isDrawn.has(one.game.code) && <GameCard one={one} isFixed={isWhole} toggle={toggle} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
