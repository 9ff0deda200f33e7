import { useMemo } from 'react';
import { gamesOf } from '../../app/games.ts';
import { leastPrices } from '../../app/prices.ts';
import { useOpenOffer, useShop, useText } from '../../app/state.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { ChoiceCards } from './ChoiceCards.tsx';
import { Faq } from './Faq.tsx';
import { Hero } from './Hero.tsx';
import css from './HomeStep.module.css';
import { HowItWorks } from './HowItWorks.tsx';
import { NextGames } from './NextGames.tsx';
import { PriceLadder } from './PriceLadder.tsx';
import { startKeys } from './startKeys.ts';

export function HomeStep() {
  const shop = useShop();
  const { program } = useOpenOffer();
  const { t } = useText();
  const games = gamesOf(shop);
  const prices = useMemo(() => leastPrices(shop), [shop]);
  const hasChoices = program.type !== 'build_your_own' && program.packStructure !== 'tiers_only';
  return (
    <div className={css.home}>
      <Hero least={prices.size === 0 ? null : Math.min(...prices.values())} games={games.length} />
      <HowItWorks />
      {(hasChoices || program.type === 'preset_packages') && <ChoiceCards />}
      <PriceLadder />
      {program.type !== 'preset_packages' && <NextGames games={games} prices={prices} />}
      <Faq />
      <section className={css.end}>
        <h2>{t('home.end')}</h2>
        <ButtonLink to={{ step: 'choose', packId: null }} look="accent" size="large">
          {t(startKeys[program.type])}
        </ButtonLink>
      </section>
    </div>
  );
}
