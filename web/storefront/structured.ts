import type { OfferEvent, OpenOffer } from '../../shared/contract/catalog.ts';
import type { PageData } from '../../shared/contract/storefront.ts';

/** Most events a page tells search engines about. */
const most = 60;

/** The events on sale, as schema.org says them; null when nothing is. */
export function eventData({ offer, copy, base, free }: PageData, origin: string): unknown {
  if (offer.state !== 'open') return null;
  const events = offer.events.filter(({ date }) => date !== 'tbd' && date !== 'tba').slice(0, most);
  if (events.length === 0) return null;
  const url = `${origin}${base}/choose`;
  return {
    '@context': 'https://schema.org',
    '@graph': events.map((event) =>
      eventOf(offer, event, { url, store: copy.store.name, free: free[event.code] ?? [] }),
    ),
  };
}

type About = { url: string; store: string; free: readonly string[] };

function eventOf({ venues, columns, currency }: OpenOffer, event: OfferEvent, { url, store, free }: About): unknown {
  const venue = venues[event.venue];
  const amounts = event.cents.filter((cents, column) => cents !== null && free.includes(columns[column]?.[0] ?? ''));
  const cents = amounts.flatMap((one) => one ?? []);
  return {
    '@type': 'SportsEvent',
    name: event.name,
    url,
    startDate: event.startsAt ?? event.date,
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: {
      '@type': 'Place',
      name: venue?.name ?? '',
      // it has to have one: the building is known by its name where no town is said
      address: venue?.city ? { '@type': 'PostalAddress', addressLocality: venue.city } : (venue?.name ?? ''),
    },
    organizer: { '@type': 'Organization', name: store },
    ...(cents.length > 0 && {
      offers: {
        '@type': 'AggregateOffer',
        url,
        priceCurrency: currency,
        lowPrice: (Math.min(...cents) / 100).toFixed(2),
        highPrice: (Math.max(...cents) / 100).toFixed(2),
        availability: 'https://schema.org/InStock',
      },
    }),
  };
}
