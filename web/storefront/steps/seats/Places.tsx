import { useMemo, useState } from 'react';
import type { OfferMap } from '../../../../shared/contract/catalog.map.ts';
import type { SeatField } from '../../../../shared/rules/seat-field.ts';
import {
  Legend,
  type LegendItem,
  SeatCanvas,
  type SeatFacts,
  SeatList,
  type SeatLook,
  type SeatMapWords,
  SectionOverview,
  type Tone,
} from '../../../ui/seat-map/index.ts';
import { useText } from '../../app/state.ts';
import css from '../../buying/buying.module.css';
import { useNames } from '../../buying/useNames.ts';
import { Notice } from '../../ui/Notice.tsx';
import { type PriceOf, type SectionFacts, sectionLooks, shortNameOf, tonesOf } from './looks.ts';
import own from './Places.module.css';
import type { SeatSort } from './pick.ts';
import { SectionHead } from './SectionHead.tsx';

type Props = {
  field: SeatField;
  map: OfferMap;
  looks: readonly SeatLook[];
  sorts: readonly SeatSort[];
  facts: readonly SectionFacts[];
  mine: ReadonlySet<number>;
  party: number;
  sectionName: string | null;
  onSection: (name: string | null) => void;
  onPick: (seat: number) => void;
  describe: (facts: SeatFacts) => string;
  priceOf: PriceOf;
};

/** Seats by the map, a section first and then its seats, or by lists that need no eyes. */
export function Places(props: Props) {
  const { map } = props;
  const { t } = useText();
  const [way, setWay] = useState<'map' | 'list'>('map');
  const isMap = way === 'map' && map.drawing !== null;
  return (
    <section className={css.panel} aria-label={t('title.seats')}>
      {map.drawing === null ? (
        <Notice tone="info" title={t('seats.no_map')} />
      ) : (
        <fieldset className={own.ways}>
          <legend className="hidden">{t('seats.way')}</legend>
          <span className={css.switch}>
            {(['map', 'list'] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="way" value={one} checked={way === one} onChange={() => setWay(one)} />
                {t(`seats.${one}`)}
              </label>
            ))}
          </span>
        </fieldset>
      )}
      {isMap ? <MapWay {...props} /> : <ListWay {...props} />}
    </section>
  );
}

function MapWay({
  field,
  map,
  looks,
  sorts,
  facts,
  mine,
  party,
  sectionName,
  onSection,
  onPick,
  describe,
  priceOf,
}: Props) {
  const { t } = useText();
  const words = useMapWords(sectionName);
  const legend = useLegend(sorts, looks, priceOf);
  const shortNames = useMemo(
    () => new Map(map.sections.map((one) => [one.sectionName, shortNameOf(one.displayName)])),
    [map.sections],
  );
  const overview = useOverview(facts, map, party);
  const [picked] = mine;
  if (map.drawing === null) return null;
  if (sectionName === null) {
    return (
      <SectionOverview
        drawing={map.drawing}
        sections={overview}
        selected={null}
        onSelect={onSection}
        label={t('seats.sections')}
      />
    );
  }
  return (
    <>
      <SectionHead
        key={sectionName}
        field={field}
        sectionName={sectionName}
        picked={picked}
        onLeave={() => onSection(null)}
      />
      <div className={own.canvas}>
        <SeatCanvas
          drawing={map.drawing}
          field={field}
          looks={looks}
          mine={mine}
          sectionName={sectionName}
          onPick={onPick}
          describe={describe}
          shortNames={shortNames}
          words={words}
        />
      </div>
      <Legend label={t('seats.legend')} items={legend} />
    </>
  );
}

/** The sections with how many seats are free in each and from which price. */
function useOverview(facts: readonly SectionFacts[], map: OfferMap, party: number) {
  const { t, money } = useText();
  const names = useNames();
  return useMemo(() => {
    const say = ({ free, fromCents }: SectionFacts, section: string) => {
      if (free === 0) return t('seats.section_full', { section });
      const counted = t('seats.section_free', { section, count: free });
      return fromCents === null ? counted : t('seats.section_from', { section: counted, price: money(fromCents) });
    };
    return sectionLooks(facts, map, (one) => say(one, names.section(one.sectionName)), party);
  }, [facts, map, party, names, t, money]);
}

/** What is on the map of this plan: its prices, and the marks that go with them. */
function useLegend(sorts: readonly SeatSort[], looks: readonly SeatLook[], priceOf: PriceOf): LegendItem[] {
  const { t, money } = useText();
  const byTone = new Map<Tone, number[]>();
  for (const [code, tone] of tonesOf(sorts, priceOf)) {
    byTone.set(tone, [...(byTone.get(tone) ?? []), priceOf(code) ?? 0]);
  }
  const bands = [...byTone].toSorted(([a], [b]) => a - b);
  return [
    // more prices than tones: the nearest ones share one
    ...bands.map(([tone, cents]): LegendItem => {
      const [least, most] = [money(Math.min(...cents)), money(Math.max(...cents))];
      return { mark: 'free', tone, label: least === most ? least : `${least}–${most}` };
    }),
    ...(looks.some(({ form }) => form === 'accessible')
      ? [{ mark: 'accessible', label: t('seats.accessible_mark') } as const]
      : []),
    ...(looks.some(({ form }) => form === 'other') ? [{ mark: 'other', label: t('seats.told_other') } as const] : []),
    { mark: 'taken', label: t('seats.taken') },
    { mark: 'mine', label: t('seats.mine') },
  ];
}

function useMapWords(sectionName: string | null): SeatMapWords {
  const { t } = useText();
  const names = useNames();
  return {
    map: sectionName === null ? t('seats.canvas_all') : t('seats.canvas', { section: names.section(sectionName) }),
    help: t('seats.canvas_help'),
    zoomIn: t('seats.zoom_in'),
    zoomOut: t('seats.zoom_out'),
    whole: t('seats.whole'),
    row: (row) => t('seats.row', { row }),
  };
}

function ListWay({ field, looks, mine, sectionName, onSection, onPick, describe }: Props) {
  const { t } = useText();
  const names = useNames();
  return (
    <SeatList
      {...{ field, looks, mine, sectionName, onSection, onPick, describe }}
      words={{
        sections: t('seats.sections'),
        rows: t('seats.rows'),
        seats: t('seats.seat_list'),
        section: (name, count) => t('seats.section_free', { section: names.section(name), count }),
        row: (row, count) => t('seats.row_free', { row, count }),
        noSections: t('seats.no_sections'),
        noRows: t('seats.no_rows'),
        noSeats: t('seats.no_seats_row'),
      }}
    />
  );
}
