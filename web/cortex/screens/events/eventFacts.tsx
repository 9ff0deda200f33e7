import type { Event } from '../../../../shared/contract/events.ts';
import { When } from '../../../ui/When.tsx';
import { dateInWords, startTimeInWords } from './eventWords.ts';
import type { Catalogue } from './useCatalogue.ts';

/** Everything about an event, for whoever may read and not change it. */
export function eventFacts(event: Event, { venues, categories }: Catalogue, zone: string) {
  const instant = (at: string | null) => (at === null ? 'not set' : <When at={at} zone={zone} />);
  const inCategories = categories.filter(({ id }) => event.categoryIds.includes(id)).map(({ name }) => name);
  return [
    { name: 'Name', value: event.name },
    { name: 'Opponent', value: event.opponent ?? 'none' },
    { name: 'Venue', value: venues.find(({ id }) => id === event.venueId)?.name ?? 'no venue yet' },
    { name: 'Date', value: dateInWords(event.date) },
    { name: 'Time', value: startTimeInWords(event.time) },
    { name: 'Estimated', value: instant(event.estimatedAt) },
    { name: 'On sale from', value: instant(event.onSaleAt) },
    { name: 'On sale until', value: instant(event.offSaleAt) },
    { name: 'Categories', value: inCategories.join(', ') || 'none' },
    { name: 'Seats a fan may buy', value: seatsInWords(event) },
    { name: 'Featured', value: event.isFeatured ? 'yes' : 'no' },
    { name: 'Picture', value: event.image?.url ?? 'none' },
    { name: 'Published', value: event.publishedAt === null ? 'no' : <When at={event.publishedAt} zone={zone} /> },
  ];
}

function seatsInWords({ minSeats, maxSeats }: Event): string {
  return maxSeats === null ? `${minSeats} or more` : `${minSeats} to ${maxSeats}`;
}
