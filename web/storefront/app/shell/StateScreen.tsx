import type { Offer } from '../../../../shared/contract/catalog.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { formatInstant } from '../dates.ts';
import { useFan, useShop, useText } from '../state.ts';
import css from './StateScreen.module.css';

type Props = { offer: Exclude<Offer, { state: 'open' }> };

/** The store sells nothing to whoever looks: why, from when on, and what they can do. */
export function StateScreen({ offer }: Props) {
  const { copy, locale } = useShop();
  const { t, say } = useText();
  const { fan, ask } = useFan();
  const { timeZone } = copy.store;
  const when = (instant: string) => formatInstant(Date.parse(instant), locale, timeZone);
  const headline = say(copy.presentation?.headline ?? {});
  const presales = offer.state === 'opens_later' ? offer.presales : [];
  const canSignIn = fan === null && (presales.length > 0 || (offer.state === 'gated' && offer.gate === 'sign_in'));
  const { title, text } = saidOf(offer, { t, when });
  return (
    <section className={css.screen}>
      <div className={css.inside}>
        {headline !== '' && <p className={css.over}>{headline}</p>}
        <h1 className={css.title}>{title}</h1>
        <p className={css.text}>{text}</p>
        {presales.length > 0 && (
          <ul className={css.presales}>
            {presales.map(({ id, name, startsAt, endsAt, isYours }) => (
              <li key={id}>
                <strong>{name}</strong>
                <span>{t('state.presale_time', { from: when(startsAt), to: when(endsAt) })}</span>
                {isYours && <span className={css.yours}>{t('state.presale_yours')}</span>}
              </li>
            ))}
          </ul>
        )}
        <p className={css.acts}>
          {canSignIn && (
            <Button look="accent" size="large" onClick={() => void ask()}>
              {t('account.sign_in')}
            </Button>
          )}
          <ButtonLink to={{ step: 'orders', orderId: null }} look="quiet" size={canSignIn ? 'large' : 'usual'}>
            {t('title.orders')}
          </ButtonLink>
        </p>
      </div>
    </section>
  );
}

type Reader = { t: ReturnType<typeof useText>['t']; when: (instant: string) => string };

function saidOf(offer: Props['offer'], { t, when }: Reader): { title: string; text: string } {
  switch (offer.state) {
    case 'closed':
      return { title: t('closed.title'), text: t('closed.text') };
    case 'opens_later':
      return { title: t('state.opens_title'), text: t('state.opens_text', { when: when(offer.opensAt) }) };
    case 'gated':
      return offer.gate === 'sign_in'
        ? { title: t('state.sign_in_title'), text: t('state.sign_in_text') }
        : { title: t('state.refused_title'), text: t('state.refused_text') };
  }
}
