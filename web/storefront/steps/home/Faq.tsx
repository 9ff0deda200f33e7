import { useShop, useText } from '../../app/state.ts';
import css from './HomeStep.module.css';

export function Faq() {
  const { copy } = useShop();
  const { t, say } = useText();
  const faq = copy.presentation?.faq ?? [];
  if (faq.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby="faq">
      <h2 id="faq">{t('home.faq')}</h2>
      <div className={css.faq}>
        {faq.map(({ id, title, body }) => (
          <details key={id}>
            <summary>{say(title)}</summary>
            <p className={css.answer}>{say(body)}</p>
          </details>
        ))}
      </div>
    </section>
  );
}
