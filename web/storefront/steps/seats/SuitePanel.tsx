import { useState } from 'react';
import { useCart, useShop, useText } from '../../app/state.ts';
import type { Ask } from '../../buying/asks.ts';
import css from '../../buying/buying.module.css';
import { useNames } from '../../buying/useNames.ts';
import { Button, ButtonLink } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import type { Holding } from './SeatsStep.tsx';

/** The chosen suite, whole or a part of it, for all games that have it not yet. */
export function SuitePanel({ holding }: { holding: Holding }) {
  const { cart } = useCart();
  const { offer, copy } = useShop();
  const { t, say } = useText();
  const names = useNames();
  const [picked, setPicked] = useState<string | null>(null);
  if (cart === null) return null;
  const pending = cart.events.filter(({ state, suiteId }) => state === 'pending' && suiteId !== null);
  const suiteId = pending[0]?.suiteId ?? null;
  const suite = offer.state === 'open' ? offer.suites.find(({ id }) => id === suiteId) : undefined;
  const texts = copy.suites[suiteId ?? ''];
  // as many as were chosen with the suite, until the fan says another size here
  const size = picked ?? (suite?.partialSizes.includes(cart.partySize) === true ? String(cart.partySize) : '');
  const asks: Ask[] = pending.map(({ eventCode }) => ({
    eventCode,
    seats: { kind: 'suite', seats: size === '' ? null : Number(size) },
  }));
  const name = names.suite(suiteId ?? '');
  return (
    <section className={css.panel} aria-labelledby="suite-title">
      <h2 id="suite-title">{name}</h2>
      {texts?.image != null && <img src={texts.image.url} alt={say(texts.image.alt)} loading="lazy" />}
      {texts !== undefined && say(texts.description) !== '' && <p className={css.muted}>{say(texts.description)}</p>}
      {suite !== undefined && (
        <div className={css.fields}>
          <SelectField label={t('suites.size')} value={size} onChange={({ target }) => setPicked(target.value)}>
            <option value="">{t('suites.size_whole', { count: suite.capacity })}</option>
            {suite.partialSizes.map((count) => (
              <option key={count} value={count}>
                {t('suites.size_part', { count })}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <div className={css.acts}>
        <Button look="accent" isBusy={holding.isRunning} onClick={() => void holding.hold(asks)}>
          {t('suites.hold', { count: pending.length, suite: name })}
        </Button>
        <ButtonLink to={{ step: 'choose', packId: cart.packId ?? cart.packageId }} look="quiet">
          {t('suites.other')}
        </ButtonLink>
      </div>
    </section>
  );
}
