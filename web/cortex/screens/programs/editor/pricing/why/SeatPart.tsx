import { NumberInput, SegmentedControl, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { SeatFacts } from '../../../../../../../shared/contract/inventory.pricing.ts';
import { apiQuery } from '../../../../../../api/queries.ts';
import { ProblemAlert } from '../../../../../../ui/ProblemAlert.tsx';
import type { VendorAmounts } from '../amounts.ts';
import type { Draft } from './useQuestion.ts';
import classes from './WhyPrice.module.css';

type Props = {
  storeKey: string;
  amounts: VendorAmounts;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
};

/** A price code, or a seat of which the copy knows it. */
export function SeatPart({ storeKey, amounts, draft, onChange }: Props) {
  const [kind, setKind] = useState('code');
  const codes = amounts.priceCodes;
  const { priceCode, eventCode } = draft;
  return (
    <>
      <SegmentedControl
        aria-label="Which seat"
        value={kind}
        onChange={setKind}
        data={[
          { value: 'code', label: 'By price code' },
          { value: 'seat', label: 'By seat' },
        ]}
      />
      {kind === 'code' ? (
        <Select
          label="Price code"
          searchable
          placeholder="Choose a price code"
          data={priceCode === null || codes.includes(priceCode) ? [...codes] : [...codes, priceCode]}
          value={priceCode}
          onChange={(code) => onChange({ priceCode: code })}
        />
      ) : eventCode === null ? (
        <Text c="dimmed">Choose an event first.</Text>
      ) : (
        <OneSeat
          storeKey={storeKey}
          eventCode={eventCode}
          onFound={(code) => code !== priceCode && onChange({ priceCode: code })}
        />
      )}
    </>
  );
}

type SeatProps = { storeKey: string; eventCode: string; onFound: (priceCode: string | null) => void };

function OneSeat({ storeKey, eventCode, onFound }: SeatProps) {
  const [sectionName, setSection] = useState<string | null>(null);
  const [rowName, setRow] = useState('');
  const [seat, setSeat] = useState<number | null>(null);
  const params = { storeKey, eventCode };
  const sections = useQuery(apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}/sections', { params }));
  const [asked] = useDebouncedValue({ sectionName, rowName: rowName.trim(), seat }, 200);
  const isWhole = asked.sectionName !== null && asked.rowName !== '' && asked.seat !== null;
  const found = useQuery({
    ...apiQuery('GET /api/stores/{storeKey}/inventory/events/{eventCode}/seat', {
      params,
      query: { sectionName: asked.sectionName ?? '', rowName: asked.rowName, seat: asked.seat ?? 0 },
    }),
    enabled: isWhole,
  });
  const facts = isWhole ? found.data : undefined;
  const priceCode = facts === undefined ? null : (facts.free?.priceCode ?? facts.elsewhere[0]?.priceCode ?? null);
  // Told once for each answer, whoever listens by then.
  const tell = useEffectEvent(onFound);
  useEffect(() => {
    if (facts !== undefined) tell(priceCode);
  }, [facts, priceCode]);
  return (
    <>
      <div className={classes.seat}>
        <Select
          label="Section"
          searchable
          data={(sections.data?.items ?? []).map((section) => ({
            value: section.sectionName,
            label: section.displayName ?? section.sectionName,
          }))}
          value={sectionName}
          onChange={setSection}
        />
        <TextInput label="Row" maxLength={40} value={rowName} onChange={(event) => setRow(event.currentTarget.value)} />
        <NumberInput
          label="Seat"
          min={0}
          max={100_000}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={seat ?? ''}
          onChange={(value) => setSeat(typeof value === 'number' ? value : null)}
        />
      </div>
      <ProblemAlert error={sections.error ?? found.error} />
      {facts !== undefined && (
        <Text size="sm" role="status">
          {seatInWords(facts)}
        </Text>
      )}
    </>
  );
}

/** What the copy says of a seat. */
export function seatInWords({ free, elsewhere }: SeatFacts): string {
  if (free !== null) return `Free: price code ${free.priceCode}, class ${free.className}.`;
  const [other] = elsewhere;
  if (other === undefined) return 'Not free at any event, so its price code is not known. Look by price code.';
  return `Not free at this event. Elsewhere it is price code ${other.priceCode}, class ${other.className}.`;
}
