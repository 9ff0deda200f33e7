import { reach } from '../../../../shared/rules/choice-space.ts';
import { gamesOf } from '../../app/games.ts';
import { quotedIn, ruleFor, seatPrices, spaceIn } from '../../app/prices.ts';
import type { Shop } from '../../app/shop.ts';
import { useShop, useText } from '../../app/state.ts';
import { classes } from '../../ui/classes.ts';
import css from './HomeStep.module.css';

/** What more games do to the price of each, where the team's rules make them cheaper. */
export function PriceLadder() {
  const shop = useShop();
  const { t, money } = useText();
  const rungs = rungsOf(shop);
  if (rungs.length < 2) return null;
  return (
    <section className={css.section} aria-labelledby="ladder">
      <h2 id="ladder">{t('home.ladder')}</h2>
      <ul className={css.ladder}>
        {rungs.map(({ games, cents }, index) => (
          <li key={games} className={classes(css.rung, index === rungs.length - 1 && css.best)}>
            <strong>{t('home.rung', { count: games })}</strong>
            <span>{t('home.rung_price', { price: money(cents) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Rung = { games: number; cents: number };

const own = { packId: null, packageId: null };

/** The counts at which a Build Your Own plan gets cheaper, with the least a seat then costs. */
function rungsOf(shop: Shop): Rung[] {
  const quoted = quotedIn(shop);
  const space = quoted === null ? null : spaceIn(quoted, own);
  if (quoted === null || space === null) return [];
  const { least, most } = reach(space);
  const named = quoted.content.pricing.rules.flatMap(({ conditions }) =>
    conditions.flatMap(({ minEvents }) => minEvents ?? []),
  );
  const counts = [...new Set([Math.max(1, least), ...named])]
    .filter((count) => count >= least && count <= most)
    .toSorted((a, b) => a - b);
  const codes = gamesOf(shop).map(({ code }) => code);
  const rungs = counts.flatMap((games): Rung[] => {
    const rule = ruleFor(quoted, own, games);
    const cents = codes.flatMap((code) => seatPrices(shop, rule, code)[0]?.cents ?? []);
    return cents.length === 0 ? [] : [{ games, cents: Math.min(...cents) }];
  });
  return rungs.filter(({ cents }, index) => index === 0 || cents < (rungs[index - 1]?.cents ?? 0));
}
