import { SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { OfferSeats } from '../../../../shared/contract/catalog.map.ts';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { Drawing, Section } from '../../../../shared/contract/venues.ts';
import { makeSeatField } from '../../../../shared/rules/seat-field.ts';
import { QueryView } from '../../../ui/QueryView.tsx';
import { Legend, type LegendItem, SeatCanvas, type SeatFacts, SeatList } from '../../../ui/seat-map/index.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { seatsQuery } from './inventoryApi.ts';
import { codeLooks, looksOf, type SeatFilter, seatInWords } from './seatLooks.ts';
import { listWords, mapWords } from './seatMapWords.ts';

type Props = {
  store: Store;
  eventCode: string;
  drawing: Drawing | null;
  sections: readonly Section[];
  /** Null: all of the venue. */
  sectionName: string | null;
  onSection: (sectionName: string) => void;
  filter?: SeatFilter;
  /** With it, the legend shows one price code alone. */
  onPriceCode?: ((priceCode: string | null) => void) | undefined;
};

const everything: SeatFilter = { className: null, priceCode: null };
const nothing: ReadonlySet<number> = new Set();

/** Every seat of an event by our copy, on the map or as lists. */
export function EventSeatMap({ store, eventCode, filter = everything, ...map }: Props) {
  const seats = useQuery(seatsQuery(store.key, eventCode));
  return <QueryView query={seats}>{(found) => <Seats seats={found} filter={filter} {...map} />}</QueryView>;
}

type SeatsProps = Omit<Props, 'store' | 'eventCode' | 'filter'> & { seats: OfferSeats; filter: SeatFilter };

function Seats({ seats, filter, drawing, sections, sectionName, onSection, onPriceCode }: SeatsProps) {
  const [view, setView] = useState('map');
  const field = useMemo(() => makeSeatField(seats, drawing), [seats, drawing]);
  const looks = useMemo(() => looksOf(seats.kinds, filter), [seats, filter]);
  const names = useMemo(() => new Map(sections.map((one) => [one.sectionName, one.displayName])), [sections]);
  const shortNames = useMemo(() => new Map<string, string>(), []);
  const describe = (facts: SeatFacts) =>
    seatInWords(facts, seats.kinds, names.get(facts.sectionName) ?? `Section ${facts.sectionName}`);
  if (field.count === 0) {
    return (
      <EmptyState isSmall icon="seat" title="No seat is known yet">
        Seats show up here when the vendor lists them as free for the first time.
      </EmptyState>
    );
  }
  const common = { field, looks, mine: nothing, sectionName, onPick: () => {}, describe };
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="Show the seats"
        data={[
          { value: 'map', label: 'On the map' },
          { value: 'list', label: 'As lists' },
        ]}
        value={drawing === null ? 'list' : view}
        onChange={setView}
        w="fit-content"
      />
      {drawing !== null && view === 'map' ? (
        <SeatCanvas {...common} drawing={drawing} shortNames={shortNames} words={mapWords} />
      ) : (
        <SeatList
          {...common}
          onSection={onSection}
          words={{ ...listWords, section: (name, free) => `${names.get(name) ?? name}, ${free} free` }}
        />
      )}
      <Legend label="What the map shows" items={legendOf(seats, filter, onPriceCode)} />
    </Stack>
  );
}

/** Price codes of the class that is shown; one that is pressed is the filter. */
function legendOf({ kinds }: OfferSeats, filter: SeatFilter, onCode: Props['onPriceCode']): LegendItem[] {
  const ofClass = looksOf(kinds, { ...filter, priceCode: null });
  const shown = looksOf(kinds, filter);
  const isThere = (code: string) =>
    kinds.some((kind, at) => kind.priceCode === code && ofClass[at]?.isPickable === true);
  return [
    ...[...codeLooks(kinds)]
      .filter(([code]) => isThere(code))
      .map(([code, look]): LegendItem => {
        const isPressed = filter.priceCode === code;
        const press = onCode === undefined ? undefined : { isPressed, onPress: () => onCode(isPressed ? null : code) };
        return { mark: 'free', ...look, label: `Price code ${code}`, press };
      }),
    ...(kinds.some(({ isAccessible }) => isAccessible) ? [{ mark: 'accessible' as const, label: 'Accessible' }] : []),
    ...(shown.some(({ isPickable }) => !isPickable) ? [{ mark: 'other' as const, label: 'Free, filtered out' }] : []),
    { mark: 'taken', label: 'Taken, or not ours to sell' },
  ];
}
