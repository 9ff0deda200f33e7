import { useText } from '../../app/state.ts';
import { isSameBlock } from '../../buying/blocks.ts';
import css from '../../buying/buying.module.css';
import { useNames } from '../../buying/useNames.ts';
import { Button } from '../../ui/Button.tsx';
import { Price } from '../../ui/Price.tsx';
import { homeOf } from './bands.ts';
import type { SeatOption } from './useSeatSearch.ts';

type Props = { option: SeatOption; isSame: boolean; isBusy: boolean; onHold: () => void };

const why = {
  seat_taken: 'seats.why_seat_taken',
  lone_seat: 'seats.why_lone_seat',
  row_taken: 'seats.why_row_taken',
  section_full: 'seats.why_section_full',
} as const;

/** One way to sit: where, in which games elsewhere and why, and what it costs for everybody in all games. */
export function OptionCard({ option: { events, totalCents }, isSame, isBusy, onHold }: Props) {
  const { t } = useText();
  const names = useNames();
  const { home, moved } = homeOf(events);
  const isAlike = home !== null && events.every(({ block }) => isSameBlock(block, home.block));
  const title =
    isAlike || (isSame && home !== null)
      ? names.block(home?.block ?? nowhere)
      : t(isSame ? 'seats.nearest' : 'seats.best_each');
  const alike = events.length - moved.length;
  const seats = events.reduce((sum, { block }) => sum + block.lastSeat - block.firstSeat + 1, 0);
  return (
    <li className={css.option}>
      <div className={css.about}>
        <h3 className={css.title}>{title}</h3>
        {isSame && events.length > 1 && alike > 0 && (
          <p className={moved.length === 0 ? css.good : css.muted}>
            {moved.length === 0
              ? t('seats.in_all', { count: events.length })
              : t('seats.in_most', { count: alike, all: events.length })}
          </p>
        )}
        {isSame && moved.length > 0 && (
          <ul className={css.moves} aria-label={t('seats.moved_in')}>
            {moved.map(({ eventCode, block, move }) => (
              <li key={eventCode}>
                <strong>{names.event(eventCode).name}</strong>: {names.block(block)}
                {move !== null && ` (${t(why[move])})`}
              </li>
            ))}
          </ul>
        )}
        {!isSame && !isAlike && (
          <ul className={css.moves}>
            {events.map(({ eventCode, block }) => (
              <li key={eventCode}>
                <strong>{names.event(eventCode).name}</strong>: {names.block(block)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={css.offer}>
        <p className={css.sum}>
          <Price cents={totalCents} size="large" />
          <span className={css.for}>
            {t('buy.games', { count: events.length })} · {t('buy.seat_count', { count: seats })}
          </span>
        </p>
        <Button aria-disabled={isBusy} onClick={onHold} aria-label={`${t('seats.hold')}: ${title}`}>
          {t('seats.hold')}
        </Button>
      </div>
    </li>
  );
}

const nowhere = { sectionName: '', rowName: '', firstSeat: 0, lastSeat: 0 };
