import type { Image, LocalText } from '../../../../shared/contract/program-content.ts';
import { choicesOf } from '../../../../shared/rules/choice-space.ts';
import { Link } from '../../app/Link.tsx';
import { planPrice, quotedIn, spaceIn } from '../../app/prices.ts';
import { useOpenOffer, useShop, useText } from '../../app/state.ts';
import { Price } from '../../ui/Price.tsx';
import css from './ChoiceCards.module.css';
import home from './HomeStep.module.css';

/** The packs or packages of the program, each on a card. */
export function ChoiceCards() {
  const { program } = useOpenOffer();
  const { t } = useText();
  return (
    <section className={home.section} aria-labelledby="choices">
      <h2 id="choices">{program.type === 'game_packs' ? t('home.packs') : t('home.packages')}</h2>
      <ChoiceList Heading="h3" />
    </section>
  );
}

/** `Heading`: one below that of what they are listed in. */
export function ChoiceList({ Heading }: { Heading: CardProps['Heading'] }) {
  const shop = useShop();
  const { copy } = shop;
  const quoted = quotedIn(shop);
  if (quoted === null) return null;
  const choices = choicesOf(quoted.content);
  return (
    <ul className={css.cards}>
      {choices.map((choice) => {
        const id = choice.packId ?? choice.packageId ?? '';
        const texts = copy.packs[id] ?? copy.packages[id];
        const space = spaceIn(quoted, choice);
        if (texts === undefined || space === null) return null;
        const tiers = space.groups.flatMap((group) => {
          const name = copy.tiers[group.id];
          return name === undefined || choice.packId === null ? [] : [{ name, least: group.minEvents }];
        });
        const { minEvents, maxEvents } = space;
        return (
          <li key={id}>
            <ChoiceCard {...texts} {...{ id, minEvents, maxEvents, tiers, Heading }} price={planPrice(shop, choice)} />
          </li>
        );
      })}
    </ul>
  );
}

type CardProps = {
  Heading: 'h2' | 'h3';
  id: string;
  name: LocalText;
  description: LocalText;
  image: Image | null;
  minEvents: number;
  maxEvents: number;
  tiers: readonly { name: LocalText; least: number }[];
  price: ReturnType<typeof planPrice>;
};

function ChoiceCard({ Heading, id, name, description, image, minEvents, maxEvents, tiers, price }: CardProps) {
  const { program } = useOpenOffer();
  const { t, say } = useText();
  const text = say(description);
  const isPackage = program.type === 'preset_packages';
  const count = minEvents === maxEvents || maxEvents > 40 ? minEvents : maxEvents;
  const shown = tiers.filter(({ least, name: tier }) => least > 0 && say(tier) !== '');
  return (
    <article className={css.card}>
      {image === null ? (
        <div className={css.art} aria-hidden="true">
          <span>{minEvents}</span>
        </div>
      ) : (
        <img src={image.url} alt={say(image.alt)} className={css.image} loading="lazy" />
      )}
      <div className={css.body}>
        <Heading className={css.name}>
          <Link to={{ step: 'choose', packId: id }} className={css.link}>
            {say(name)}
          </Link>
        </Heading>
        <p className={css.count}>
          {minEvents === count ? t('choose.games', { count }) : t('choose.games_range', { min: minEvents, max: count })}
        </p>
        {text !== '' && <p className={css.text}>{text}</p>}
        {shown.length > 0 && (
          <ul className={css.tiers}>
            {shown.map(({ name: tier, least }) => (
              <li key={say(tier)}>{t('choose.tier_least', { count: least, tier: say(tier) })}</li>
            ))}
          </ul>
        )}
        <div className={css.foot}>
          {price === null ? (
            <span className={css.gone}>{t('choose.gone')}</span>
          ) : (
            <>
              <Price cents={price.fromCents} isFrom size="large" />
              <span className={css.per}>
                {isPackage ? t('choose.per_package') : t('choose.per_plan', { count: price.games })}
              </span>
            </>
          )}
        </div>
      </div>
    </article>
  );
}
