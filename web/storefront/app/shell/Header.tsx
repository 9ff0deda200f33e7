import { memo } from 'react';
import { Link } from '../Link.tsx';
import { useFan, useShop, useText } from '../state.ts';
import { AccountMenu } from './AccountMenu.tsx';
import css from './Header.module.css';
import { LanguageChoice } from './LanguageChoice.tsx';

export const Header = memo(function Header() {
  const { copy, offer, isPreview } = useShop();
  const { fan } = useFan();
  const { t } = useText();
  const { logo } = copy.brand;
  return (
    <header className={css.header}>
      <div className={css.inside}>
        <Link to={{ step: 'home' }} className={css.home}>
          {logo.url === null ? (
            <span className={css.name}>{copy.store.name}</span>
          ) : (
            <img src={logo.url} alt={logo.alt} className={css.logo} height={44} />
          )}
        </Link>
        <nav className={css.links} aria-label={t('shell.nav')}>
          {offer.state === 'open' && (
            <Link to={{ step: 'choose', packId: null }} className={css.link}>
              {t('shell.games')}
            </Link>
          )}
          <LanguageChoice />
          {!isPreview && <AccountMenu fan={fan} />}
        </nav>
      </div>
    </header>
  );
});
