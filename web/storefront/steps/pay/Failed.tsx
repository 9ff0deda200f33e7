import { useText } from '../../app/state.ts';
import { Notices } from '../../buying/CartNotices.tsx';
import { secondsLeft } from '../../buying/countdown.ts';
import type { Failure } from '../../buying/pay-desk.ts';
import { serverNow } from '../../buying/server-clock.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { failWords } from './fail-words.ts';

type Props = {
  failure: Failure;
  /** What the fan had agreed to, and what is due now where it is known. */
  beforeCents: number | null;
  nowCents: number | null;
};

/** Why nothing was bought, and what to do next. */
export function Failed({ failure, beforeCents, nowCents }: Props) {
  const { t, money } = useText();
  const { reason, detail, notices, retryAt } = failure;
  if (reason === 'amount_differs') {
    const after = failure.dueCents ?? nowCents;
    return (
      <Notice tone="warn" title={t('pay.amount_changed_title')} isNews>
        {after !== null && (
          <p>
            {beforeCents === null || beforeCents === after
              ? t('pay.amount_changed_now', { after: money(after) })
              : t('pay.amount_changed', { after: money(after), before: money(beforeCents) })}
          </p>
        )}
      </Notice>
    );
  }
  const { title, text, next } = failWords(reason);
  const seconds = retryAt === null ? 0 : secondsLeft(Date.parse(retryAt), serverNow());
  const action =
    next === 'seats' ? (
      <ButtonLink to={{ step: 'seats', eventCode: null }} look="accent">
        {t(reason === 'seats_lost' ? 'fail.to_seats' : 'fail.again')}
      </ButtonLink>
    ) : undefined;
  return (
    <>
      <Notice tone="bad" title={t(title)} isNews actions={action}>
        <p>{seconds > 0 ? t('fail.interrupted_later', { seconds }) : t(text)}</p>
        {detail !== null && reason === 'refused' && <p>{t('fail.says', { detail })}</p>}
      </Notice>
      {reason === 'seats_lost' && <Notices notices={notices} />}
    </>
  );
}
