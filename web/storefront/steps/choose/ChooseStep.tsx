import { useMemo } from 'react';
import { choicesOf } from '../../../../shared/rules/choice-space.ts';
import { quotedIn } from '../../app/prices.ts';
import { useCartPart, useOpenOffer, useRoute, useShop, useText } from '../../app/state.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';
import { ChoiceList } from '../home/ChoiceCards.tsx';
import { ChooseGames } from './ChooseGames.tsx';
import { OfferNews } from './OfferNews.tsx';
import { useRelease } from './useRelease.ts';

/** Choosing by the program's type: games at once, or a pack or package first. */
export function ChooseStep() {
  const { offer } = useShop();
  const isHeld = useCartPart(({ cart }) => cart !== null && cart.state !== 'choosing');
  if (isHeld) return <Held />;
  return offer.state === 'open' ? <Choosing /> : null;
}

function Choosing() {
  const shop = useShop();
  const route = useRoute();
  const { program } = useOpenOffer();
  const { t } = useText();
  const quoted = quotedIn(shop);
  const choices = useMemo(() => (quoted === null ? [] : choicesOf(quoted.content)), [quoted]);
  const named = route.step === 'choose' ? route.packId : null;
  const [only] = choices;
  const found =
    named === null
      ? choices.length === 1
        ? only
        : undefined
      : choices.find(({ packId, packageId }) => packId === named || packageId === named);
  if (found !== undefined) return <ChooseGames key={named} choice={found} hasOthers={choices.length > 1} />;
  const isPackages = program.type === 'preset_packages';
  return (
    <StepFrame
      title={isPackages ? t('title.choose_package') : t('title.choose_pack')}
      lead={isPackages ? t('choose.packages_lead') : t('choose.packs_lead')}
    >
      {named !== null && (
        <Notice tone="warn" title={t('choose.unknown_title')}>
          {t('choose.unknown_text')}
        </Notice>
      )}
      <OfferNews />
      <ChoiceList Heading="h2" />
    </StepFrame>
  );
}

/** While seats are held nothing else is chosen: the way on, and the way back. */
function Held() {
  const { t } = useText();
  const { release, isReleasing } = useRelease();
  return (
    <StepFrame title={t('choose.held_title')} lead={t('choose.held_text')} isNarrow>
      <ButtonLink to={{ step: 'review' }} look="accent" size="large">
        {t('choose.held_continue')}
      </ButtonLink>
      <Button look="quiet" isBusy={isReleasing} onClick={release}>
        {t('choose.held_release')}
      </Button>
    </StepFrame>
  );
}
