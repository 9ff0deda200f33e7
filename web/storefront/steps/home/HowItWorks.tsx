import { useOpenOffer, useShop, useText } from '../../app/state.ts';
import css from './HomeStep.module.css';

/** Three steps, and what the team has to say besides. */
export function HowItWorks() {
  const { copy } = useShop();
  const { program } = useOpenOffer();
  const { t, say } = useText();
  const blocks = copy.presentation?.copy ?? [];
  const seats = program.inventoryType === 'suite' ? 'suite' : 'seat';
  const steps = [
    [t(`how.${program.type}.title`), t(`how.${program.type}.text`)],
    [t(`how.${seats}.title`), t(`how.${seats}.text`)],
    [t('how.pay.title'), t(copy.prices.feesIncluded ? 'how.pay.text' : 'how.pay.text_fees_later')],
  ];
  return (
    <section className={css.section} aria-labelledby="how">
      <h2 id="how">{t('home.how')}</h2>
      <ol className={css.steps}>
        {steps.map(([title, text]) => (
          <li key={title} className={css.step}>
            <h3>{title}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      {blocks.length > 0 && (
        <div className={css.blocks}>
          {blocks.map(({ id, title, body }) => (
            <div key={id} className={css.block}>
              <h3>{say(title)}</h3>
              <p>{say(body)}</p>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
