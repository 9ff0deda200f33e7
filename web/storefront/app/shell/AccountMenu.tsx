import type { Fan } from '../../../../shared/contract/fans.ts';
import { Link } from '../Link.tsx';
import { useFan, useText } from '../state.ts';
import css from './Header.module.css';
import { Menu } from './Menu.tsx';

export function AccountMenu({ fan }: { fan: Fan | null }) {
  const { ask, signOut } = useFan();
  const { t } = useText();
  const face = (
    <>
      <svg aria-hidden="true" viewBox="0 0 24 24" className={css.icon}>
        <circle cx="12" cy="8" r="4" />
        <path d="M4 21c.6-4.2 3.7-6.5 8-6.5s7.400 2.300 8 6.500" />
      </svg>
      <span className={css.label}>{fan === null ? t('account.sign_in') : firstName(fan)}</span>
    </>
  );
  if (fan === null) {
    return (
      <button type="button" className={css.button} aria-label={t('account.sign_in')} onClick={() => void ask()}>
        {face}
      </button>
    );
  }
  return (
    <Menu label={t('account.menu', { name: fan.name })} face={face}>
      <p className={css.who}>
        <strong>{fan.name}</strong>
        {fan.email}
      </p>
      <Link to={{ step: 'orders', orderId: null }} className={css.item}>
        {t('title.orders')}
      </Link>
      <button type="button" className={css.item} onClick={() => void signOut()}>
        {t('account.sign_out')}
      </button>
    </Menu>
  );
}

function firstName({ name, email }: Fan): string {
  const [first = ''] = name.split(' ');
  return first === '' ? email : first;
}
