import { useMemo } from 'react';
import type { Order } from '../../../../shared/contract/checkout.ts';
import { regional } from '../../app/dates.ts';
import { formatMoney } from '../../app/money.ts';
import { useShop, useText } from '../../app/state.ts';
import { toBlocks } from '../../buying/blocks.ts';
import css from '../../buying/buying.module.css';
import { linesOf } from '../../buying/games.ts';
import { useNames } from '../../buying/useNames.ts';
import { whenOf } from '../../buying/when.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import own from './OrdersStep.module.css';
import { qrPath } from './qr-path.ts';

const noForced: ReadonlySet<string> = new Set();

/** The games of an order with their seats and tickets, then what was bought beside them. */
export function OrderGames({ order }: { order: Order }) {
  const { t } = useText();
  const { locale } = useShop();
  const names = useNames();
  const { currency, quote, seats, events } = order;
  const { games, extras } = useMemo(() => {
    const codes = [...new Set(seats.filter(({ addOnId }) => addOnId === null).map(({ eventCode }) => eventCode))];
    const suiteOf = (code: string) => seats.find(({ eventCode }) => eventCode === code)?.suiteId ?? null;
    const chosen = codes.map((eventCode) => ({ eventCode, suiteId: suiteOf(eventCode) }));
    return linesOf({ events: chosen, lines: quote.lines, seats }, noForced);
  }, [seats, quote]);
  return (
    <>
      <section className={css.panel} aria-labelledby="games-title">
        <h2 id="games-title">{t('orders.games')}</h2>
        <ul className={css.rows}>
          {games.map(({ eventCode, blocks, totalCents }) => {
            const event = events.find(({ code }) => code === eventCode);
            const isGone = seats.every((seat) => seat.eventCode !== eventCode || seat.status !== 'sold');
            return (
              <li key={eventCode} className={own.game}>
                <div className={css.total}>
                  <span className={css.about}>
                    <span className={isGone ? own.struck : css.name}>{event?.name ?? eventCode}</span>
                    <span className={`${css.muted} ${css.small}`}>
                      {event !== undefined && whenOf(event, locale, t, true)}
                      {event?.venue != null && ` · ${event.venue.name}`}
                    </span>
                    <span>{names.blocks(blocks)}</span>
                  </span>
                  <span className={css.amount}>{formatMoney(totalCents, currency, regional[locale], null)}</span>
                </div>
                {!isGone && (
                  <Tickets order={order} isFor={(seat) => seat.addOnId === null && seat.eventCode === eventCode} />
                )}
              </li>
            );
          })}
        </ul>
      </section>
      {extras.length > 0 && (
        <section className={css.panel} aria-labelledby="extras-title">
          <h2 id="extras-title">{t('orders.extras')}</h2>
          <ul className={css.rows}>
            {extras.map(({ addOnId, count, totalCents }) => (
              <li key={addOnId} className={own.game}>
                <div className={css.total}>
                  <span className={css.about}>
                    <span className={css.name}>
                      {names.addOn(addOnId)} × {count}
                    </span>
                  </span>
                  <span className={css.amount}>{formatMoney(totalCents, currency, regional[locale], null)}</span>
                </div>
                <Tickets order={order} isFor={(seat) => seat.addOnId === addOnId} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type TicketsProps = { order: Order; isFor: (seat: Order['seats'][number]) => boolean };

/** One for each seat, as the vendor has made them; seats of two lines may be of one event. */
function Tickets({ order: { seats, tickets }, isFor }: TicketsProps) {
  const { t } = useText();
  const names = useNames();
  const places = new Set(seats.filter(isFor).map(placeOf));
  const mine = (tickets ?? []).filter((ticket) => places.has(placeOf(ticket)));
  if (mine.length === 0) {
    return (
      <p className={`${css.busy} ${css.muted} ${css.small}`} role="status">
        <Spinner /> {t('orders.tickets_making')}
      </p>
    );
  }
  return (
    <details className={own.details}>
      <summary>
        {t('orders.tickets')} ({mine.length})
      </summary>
      <ul className={own.tickets}>
        {mine.map((ticket) => {
          const seat = names.blocks(toBlocks([ticket]));
          return (
            <li key={`${ticket.sectionName} ${ticket.rowName} ${ticket.seatNumber}`} className={own.ticket}>
              <strong>{seat}</strong>
              {ticket.qrPayload !== null && <QrCode payload={ticket.qrPayload} label={t('orders.qr', { seat })} />}
              {ticket.barcode !== null && <span className={own.barcode}>{ticket.barcode}</span>}
              {ticket.walletUrl !== null && (
                <a href={ticket.walletUrl} rel="noreferrer" target="_blank">
                  {t('orders.wallet')}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

type Place = { eventCode: string; sectionName: string; rowName: string; seatNumber: number };

function placeOf({ eventCode, sectionName, rowName, seatNumber }: Place): string {
  return JSON.stringify([eventCode, sectionName, rowName, seatNumber]);
}

function QrCode({ payload, label }: { payload: string; label: string }) {
  const { size, path } = useMemo(() => qrPath(payload), [payload]);
  return (
    <svg className={own.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#000" />
    </svg>
  );
}
