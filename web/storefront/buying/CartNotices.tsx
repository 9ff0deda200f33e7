import type { CartNotice } from '../../../shared/contract/carts.ts';
import { useCart, useText } from '../app/state.ts';
import { Notice } from '../ui/Notice.tsx';
import css from './buying.module.css';
import { sayNotices } from './notice-words.ts';
import { useNames } from './useNames.ts';

/** What happened to the cart since the fan's last act. */
export function CartNotices() {
  const { cart } = useCart();
  return cart === null ? null : <Notices notices={cart.notices} />;
}

export function Notices({ notices }: { notices: readonly CartNotice[] }) {
  const names = useNames();
  const reader = useText();
  return sayNotices(notices, names, reader).map(({ key, tone, title, lines }) => (
    <Notice key={key} tone={tone} title={title} isNews>
      {lines.length === 1 && <p>{lines[0]}</p>}
      {lines.length > 1 && (
        <ul className={css.said}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Notice>
  ));
}
