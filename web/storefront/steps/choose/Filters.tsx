import { memo } from 'react';
import { formatDay, weekdayOf } from '../../app/dates.ts';
import { useShop, useText } from '../../app/state.ts';
import { useIsDrawn } from '../../app/useGradually.ts';
import type { SetSearch } from '../../app/useSearch.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import css from './Filters.module.css';
import { fits, isFiltering, priceSteps, readFilters } from './filters.ts';
import type { Plan, PlanGame } from './plan.ts';

type Props = { plan: Plan; search: URLSearchParams; setSearch: SetSearch };

/** Narrows the games, and says how many are left. */
export const Filters = memo(function Filters({ plan, search, setSearch }: Props) {
  const { t } = useText();
  const isDrawn = useIsDrawn();
  const games = plan.groups.flatMap((group) => group.games);
  const filters = readFilters(search);
  const fields = useFields(games, filters);
  const shown = games.filter((one) => fits(one, filters)).length;
  return (
    <section className={css.filters} aria-label={t('choose.filters')}>
      <div className={css.fields}>
        {fields.map(({ name, label, value, options }) => (
          <SelectField
            key={name}
            label={label}
            value={value ?? ''}
            onChange={({ target }) => setSearch({ [name]: target.value })}
          >
            <option value="">{t('choose.any')}</option>
            {options
              .filter(([key]) => isDrawn || key === String(value))
              .map(([key, text]) => (
                <option key={key} value={key}>
                  {text}
                </option>
              ))}
          </SelectField>
        ))}
      </div>
      <div className={css.foot}>
        <p role="status" className={css.shown}>
          {t('choose.shown', { count: shown })}
        </p>
        {isFiltering(filters) && (
          <Button look="plain" onClick={() => setSearch({ month: null, day: null, opponent: null, most: null })}>
            {t('choose.clear')}
          </Button>
        )}
        <Views search={search} setSearch={setSearch} />
      </div>
    </section>
  );
});

type Field = { name: string; label: string; value: string | number | null; options: [key: string, text: string][] };

/** What the games differ by; a field with one choice is none. */
function useFields(games: readonly PlanGame[], filters: ReturnType<typeof readFilters>): Field[] {
  const { t, money } = useText();
  const { locale } = useShop();
  const { month, weekday, opponent, mostCents } = filters;
  const days = games.flatMap(({ game }) => game.day ?? []);
  const months = [...new Set(days.map((day) => day.slice(0, 7)))].toSorted();
  const weekdays = [...new Map(days.map((day) => [weekdayOf(day), day]))].toSorted(([a], [b]) => a - b);
  const opponents = [...new Set(games.flatMap(({ game }) => game.opponent ?? []))];
  const monthName = (one: string) => formatDay(`${one}-01`, locale, 'monthYear');
  const all: Field[] = [
    { name: 'month', label: t('choose.month'), value: month, options: months.map((one) => [one, monthName(one)]) },
    {
      name: 'day',
      label: t('choose.weekday'),
      value: weekday,
      options: weekdays.map(([number, day]) => [String(number), formatDay(day, locale, 'weekdayLong')]),
    },
    {
      name: 'opponent',
      label: t('choose.opponent'),
      value: opponent,
      options: sortNames(opponents, locale).map((one) => [one, one]),
    },
    {
      name: 'most',
      label: t('choose.price'),
      value: mostCents,
      options: priceSteps(games).map((cents) => [String(cents), t('choose.up_to', { price: money(cents) })]),
    },
  ];
  return all.filter(({ options }) => options.length > 1);
}

/** By the alphabet of the language; names without accents need none, and a phone takes long to load one. */
function sortNames(names: readonly string[], locale: string): string[] {
  const isPlain = names.every((name) => /^[A-Z0-9][\w .&'-]*$/.test(name));
  return isPlain ? names.toSorted() : names.toSorted((a, b) => a.localeCompare(b, locale));
}

function Views({ search, setSearch }: Omit<Props, 'plan'>) {
  const { t } = useText();
  const view = search.get('view') === 'calendar' ? 'calendar' : 'cards';
  return (
    <fieldset className={css.views}>
      <legend className="hidden">{t('choose.view')}</legend>
      {(['cards', 'calendar'] as const).map((one) => (
        <label key={one} className={css.view}>
          <input
            type="radio"
            name="view"
            className="hidden"
            checked={view === one}
            onChange={() => setSearch({ view: one === 'cards' ? null : one })}
          />
          <span>{t(`choose.view_${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
