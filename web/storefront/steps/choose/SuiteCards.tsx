import { regional } from '../../app/dates.ts';
import { quotedIn, ruleFor, suiteSeatPrice } from '../../app/prices.ts';
import { useOpenOffer, useShop, useText } from '../../app/state.ts';
import { classes } from '../../ui/classes.ts';
import { Price } from '../../ui/Price.tsx';
import css from './SuiteCards.module.css';
import type { Choosing } from './useChoosing.ts';

/** The suites of the program: what they look like, how many they hold, in which sizes they are sold. */
export function SuiteCards({ choosing }: { choosing: Choosing }) {
  const shop = useShop();
  const { suites, venues } = useOpenOffer();
  const { t, say } = useText();
  const list = new Intl.ListFormat(regional[shop.locale], { type: 'disjunction' });
  return (
    <fieldset className={css.suites}>
      <legend className={css.legend}>{t('choose.suite')}</legend>
      <p className={css.lead}>{t('choose.suite_lead')}</p>
      <div className={css.cards}>
        {suites.map(({ id, capacity, partialSizes, venue }) => {
          const texts = shop.copy.suites[id];
          const cents = leastFor(shop, id, choosing);
          const name = texts?.name ?? '';
          const description = say(texts?.description ?? {});
          const image = texts?.image ?? null;
          return (
            <label key={id} className={classes(css.card, choosing.suiteId === id && css.chosen)}>
              <input
                type="radio"
                name="suite"
                className="hidden"
                checked={choosing.suiteId === id}
                onChange={() => choosing.setSuite(id, sizeFor(choosing.choice.partySize, capacity, partialSizes))}
              />
              {image === null ? (
                <span className={css.art} aria-hidden="true" />
              ) : (
                <img src={image.url} alt={say(image.alt)} className={css.image} loading="lazy" />
              )}
              <span className={css.body}>
                <span className={css.name}>{name}</span>
                <span className={css.meta}>
                  {[texts?.type, venues[venue]?.name, t('choose.suite_capacity', { count: capacity })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {partialSizes.length > 0 && (
                  <span className={css.meta}>
                    {t('choose.suite_partial', { sizes: list.format(partialSizes.map(String)) })}
                  </span>
                )}
                {description !== '' && <span className={css.meta}>{description}</span>}
                {cents !== null && (
                  <span className={css.price}>
                    <Price cents={cents} isFrom /> {t('choose.suite_seat')}
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** The smallest size on sale that seats the party, else the whole suite. */
function sizeFor(party: number, capacity: number, partialSizes: readonly number[]): number {
  return [...partialSizes, capacity].toSorted((a, b) => a - b).find((size) => size >= party) ?? capacity;
}

function leastFor(shop: Parameters<typeof quotedIn>[0], suiteId: string, { choice }: Choosing): number | null {
  const quoted = quotedIn(shop);
  if (quoted === null || shop.offer.state !== 'open') return null;
  const within = { packId: choice.packId ?? null, packageId: choice.packageId ?? null };
  const rule = ruleFor(quoted, within, Math.max(1, choice.events.length));
  const all = shop.offer.events.flatMap(({ code }) => suiteSeatPrice(shop, rule, code, suiteId)?.cents ?? []);
  return all.length === 0 ? null : Math.min(...all);
}
