import { memo } from 'react';
import { useShop, useText } from '../state.ts';
import css from './Footer.module.css';

/** Where fans get help, and what they agree to. */
export const Footer = memo(function Footer() {
  const { copy } = useShop();
  const { t } = useText();
  const { support, legal, prices, store } = copy;
  const hasHelp = support.email !== null || support.phone !== null || support.helpUrl !== null;
  return (
    <footer className={css.footer}>
      <div className={css.inside}>
        {hasHelp && (
          <section aria-label={t('shell.help')} className={css.group}>
            <h2 className={css.title}>{t('shell.help')}</h2>
            <ul className={css.list}>
              {support.email !== null && (
                <li>
                  <a href={`mailto:${support.email}`}>{support.email}</a>
                </li>
              )}
              {support.phone !== null && (
                <li>
                  <a href={`tel:${support.phone.replaceAll(/[^+\d]/g, '')}`}>{support.phone}</a>
                </li>
              )}
              {support.helpUrl !== null && (
                <li>
                  <a href={support.helpUrl}>{t('shell.help_site')}</a>
                </li>
              )}
            </ul>
          </section>
        )}
        <div className={css.group}>
          <p className={css.name}>{store.name}</p>
          <p>{t(prices.feesIncluded ? 'shell.all_in' : 'shell.fees_later')}</p>
          <ul className={css.row}>
            {legal.termsUrl !== null && (
              <li>
                <a href={legal.termsUrl}>{t('shell.terms')}</a>
              </li>
            )}
            {legal.privacyUrl !== null && (
              <li>
                <a href={legal.privacyUrl}>{t('shell.privacy')}</a>
              </li>
            )}
          </ul>
        </div>
      </div>
    </footer>
  );
});
