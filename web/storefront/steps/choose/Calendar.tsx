import { memo } from 'react';
import { formatDay, weeksOf } from '../../app/dates.ts';
import { useShop, useText } from '../../app/state.ts';
import { useGradually } from '../../app/useGradually.ts';
import { classes } from '../../ui/classes.ts';
import css from './Calendar.module.css';
import { type Filters, fits } from './filters.ts';
import { GameCard } from './GameCard.tsx';
import { isSameGame, type Plan, type PlanGame } from './plan.ts';
import { sayHindrance } from './sayFinding.ts';

type Props = { plan: Plan; filters: Filters; toggle: (eventCode: string) => void };

/** The games on a calendar, a month after the other. Those without a day follow in a list. */
export function Calendar({ plan, filters, toggle }: Props) {
  const { locale } = useShop();
  const games = plan.groups.flatMap((group) => group.games).filter((one) => fits(one, filters));
  const byDay = new Map<string, PlanGame[]>();
  for (const one of games) {
    const { day } = one.game;
    if (day !== null) byDay.set(day, [...(byDay.get(day) ?? []), one]);
  }
  const months = [...new Set([...byDay.keys()].map((day) => day.slice(0, 7)))].toSorted();
  const without = games.filter(({ game }) => game.day === null);
  const firstWeekday = locale === 'en' ? 7 : 1;
  const drawn = useGradually(months.length, JSON.stringify(filters), 1);
  return (
    <div className={css.months}>
      {months.map((month, index) => {
        const weeks = weeksWithGames(month, firstWeekday, byDay);
        if (index >= drawn) return <div key={month} style={roomOf(weeks.length)} />;
        return <Month key={month} {...{ month, weeks, firstWeekday, byDay, toggle }} />;
      })}
      {without.map((one) => (
        <GameCard key={one.game.code} one={one} toggle={toggle} />
      ))}
    </div>
  );
}

type MonthProps = {
  month: string;
  weeks: (string | null)[][];
  firstWeekday: 1 | 7;
  byDay: ReadonlyMap<string, readonly PlanGame[]>;
  toggle: (eventCode: string) => void;
};

function Month({ month, weeks, firstWeekday, byDay, toggle }: MonthProps) {
  const { locale } = useShop();
  return (
    <div className={css.place}>
      <table className={css.month}>
        <caption className={css.caption}>{formatDay(`${month}-01`, locale, 'monthYear')}</caption>
        <thead>
          <tr>
            {weekdays(firstWeekday).map((day) => (
              <th key={day} scope="col" abbr={formatDay(day, locale, 'weekdayLong')}>
                {formatDay(day, locale, 'weekday')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((day) => day !== null)}>
              {week.map((day, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place in the week
                <td key={place}>{day !== null && <Day day={day} games={byDay.get(day) ?? []} toggle={toggle} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Opponents days={weeks.flat()} byDay={byDay} />
    </div>
  );
}

type OpponentsProps = { days: readonly (string | null)[]; byDay: MonthProps['byDay'] };

/** Who plays on which day, where the days are too small to say it. Each day says it to those who do not see it. */
function Opponents({ days, byDay }: OpponentsProps) {
  const games = days.flatMap((day) => (day === null ? [] : (byDay.get(day) ?? [])));
  return (
    <ul className={css.opponents} aria-hidden="true">
      {games.map(({ game }) => (
        <li key={game.code}>
          <strong>{Number(game.day?.slice(8))}</strong> {game.opponent ?? game.name}
        </li>
      ))}
    </ul>
  );
}

/** As high as a month of so many weeks, so that nothing moves when it comes: its head, and the cells of Calendar.module.css. */
function roomOf(weeks: number) {
  return { minHeight: `calc(5.25rem + ${weeks} * (clamp(3.25rem, 9vw, 6rem) + 4px))` };
}

/** From the month's first week with a game to its last. */
function weeksWithGames(month: string, firstWeekday: 1 | 7, byDay: ReadonlyMap<string, unknown>) {
  const weeks = weeksOf(month, firstWeekday);
  const has = (week: (string | null)[]) => week.some((day) => day !== null && byDay.has(day));
  return weeks.slice(weeks.findIndex(has), weeks.findLastIndex(has) + 1);
}

/** The seven days of a week that begins as weeks do here. */
function weekdays(firstWeekday: 1 | 7): string[] {
  // 2024-01-01 was a Monday, 2023-12-31 a Sunday
  const first = Date.UTC(2024, 0, firstWeekday === 1 ? 1 : 0);
  return Array.from({ length: 7 }, (_, place) => new Date(first + place * 86_400_000).toISOString().slice(0, 10));
}

function Day({ day, games, toggle }: { day: string; games: readonly PlanGame[]; toggle: (eventCode: string) => void }) {
  const number = Number(day.slice(8));
  if (games.length === 0) return <span className={css.number}>{number}</span>;
  return games.map((one) => <DayGame key={one.game.code} one={one} number={number} toggle={toggle} />);
}

type DayGameProps = { one: PlanGame; number: number; toggle: (eventCode: string) => void };

const DayGame = memo(DayCard, (before, after) => isSameGame(before.one, after.one) && before.toggle === after.toggle);

function DayCard({ one, number, toggle }: DayGameProps) {
  const shop = useShop();
  const reader = useText();
  const { game, isChosen, cents, hindrance } = one;
  const isOff = !isChosen && hindrance !== null;
  const [whole = '', fraction] = cents === null ? [] : short(cents, reader.money).split(/(?=[.,]\d{2}(?!\d))/);
  const said = isOff
    ? sayHindrance(hindrance, shop, reader)
    : cents === null
      ? ''
      : `${reader.t('price.from')} ${reader.money(cents)}`;
  return (
    <label className={classes(css.game, isChosen && css.chosen, isOff && css.off)} title={`${game.name} · ${said}`}>
      <input
        type="checkbox"
        className="hidden"
        checked={isChosen}
        aria-disabled={isOff || undefined}
        onChange={() => !isOff && toggle(game.code)}
      />
      <span className={css.number} aria-hidden="true">
        {number}
      </span>
      <span className="hidden">
        {game.name}, {game.day === null ? '' : formatDay(game.day, shop.locale, 'long')}, {said}
      </span>
      <span className={css.opponent} aria-hidden="true">
        {game.opponent ?? game.name}
      </span>
      <span className={css.price} aria-hidden="true">
        {isOff ? (
          '–'
        ) : (
          <>
            {whole}
            {fraction !== undefined && (
              <>
                <wbr />
                {fraction}
              </>
            )}
          </>
        )}
      </span>
    </label>
  );
}

/** `$30` in place of `$30.00` where nothing is lost. */
function short(cents: number, money: (cents: number) => string): string {
  return money(cents).replace(/[.,]00(?=\D*$)/, '');
}
