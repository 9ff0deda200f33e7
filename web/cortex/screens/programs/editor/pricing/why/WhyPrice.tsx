import { NumberInput, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Event } from '../../../../../../../shared/contract/events.ts';
import { eventCodesOf } from '../../../../../../../shared/rules/checks/input.ts';
import { naturalOrder } from '../../../../../../../shared/rules/natural-order.ts';
import { LoadingState } from '../../../../../../ui/states.tsx';
import { useStore } from '../../../../../stores.ts';
import { useSuiteNames } from '../../../../../suites.ts';
import { dateInWords } from '../../../../events/eventWords.ts';
import type { Program } from '../../stage.tsx';
import { readSeasonAmounts } from '../amounts.ts';
import { packageChoices, packChoices } from '../conditionWords.ts';
import { amountsQuery, useEventsByCode } from '../pricingApi.ts';
import { Answer } from './Answer.tsx';
import { FanPart } from './FanPart.tsx';
import { SeatPart } from './SeatPart.tsx';
import { type About, type Draft, leastEvents, useAnswer, useDraftQuestion } from './useQuestion.ts';
import classes from './WhyPrice.module.css';

type Props = { storeKey: string; program: Program; about?: About };

/** The question on the left, its answer on the right; every change is answered at once. */
export function WhyPrice({ storeKey, program, about }: Props) {
  const store = useStore();
  const { draft, change } = useDraftQuestion(program, about);
  const { query, question } = useAnswer(storeKey, program, draft);
  return (
    <div className={classes.both}>
      <Stack gap="lg" className={classes.question}>
        <FanPart store={store} onChange={(accountGroups) => change({ accountGroups })} />
        <ChoicePart program={program} draft={draft} onChange={change} />
        <EventPart storeKey={storeKey} program={program} draft={draft} onChange={change} />
      </Stack>
      <section aria-label="Answer" aria-live="polite" className={classes.answer}>
        <Answer program={program} question={question} query={query} currency={store.currency} />
      </section>
    </div>
  );
}

type PartProps = { program: Program; draft: Draft; onChange: (part: Partial<Draft>) => void };

function ChoicePart({ program, draft, onChange }: PartProps) {
  const { content } = program;
  const { type } = content.definition;
  const choices = type === 'preset_packages' ? packageChoices(content) : packChoices(content);
  const choose = (id: string | null) => {
    const choice = type === 'preset_packages' ? { packId: null, packageId: id } : { packId: id, packageId: null };
    onChange({ ...choice, eventCount: leastEvents(content, choice) ?? draft.eventCount });
  };
  return (
    <fieldset className={classes.part}>
      <legend>The choice</legend>
      <div className={classes.fields}>
        {type !== 'build_your_own' && choices.length > 0 && (
          <Select
            label={type === 'preset_packages' ? 'Package' : 'Pack'}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={type === 'preset_packages' ? draft.packageId : draft.packId}
            onChange={choose}
          />
        )}
        <NumberInput
          label="Chosen events"
          min={0}
          max={500}
          allowDecimal={false}
          allowNegative={false}
          value={draft.eventCount}
          onChange={(value) => typeof value === 'number' && onChange({ eventCount: value })}
        />
      </div>
    </fieldset>
  );
}

function EventPart({ storeKey, ...props }: PartProps & { storeKey: string }) {
  const { program, draft, onChange } = props;
  const events = useEventsByCode(storeKey);
  const season = useQuery(amountsQuery(storeKey)).data;
  const isSuite = program.content.definition.inventoryType === 'suite';
  const suites = useSuiteNames(storeKey, isSuite);
  if (season === undefined) return <LoadingState label="Loading events" />;
  const codes = eventCodesOf(program.content);
  return (
    <fieldset className={classes.part}>
      <legend>The seat</legend>
      <Stack gap="sm">
        <Select
          label="Event"
          placeholder={codes.length === 0 ? 'The program has no events yet' : 'Choose an event'}
          searchable
          data={codes.map((code) => ({ value: code, label: labelOf(events?.get(code), code) }))}
          value={draft.eventCode}
          onChange={(eventCode) => onChange({ eventCode })}
        />
        {isSuite && (
          <Select
            label="Suite"
            searchable
            data={program.content.suites.suiteIds
              .map((id) => ({ value: id, label: suites?.get(id) ?? 'A suite' }))
              .sort((one, other) => naturalOrder(one.label, other.label))}
            value={draft.suiteId}
            onChange={(suiteId) => onChange({ suiteId })}
          />
        )}
        <SeatPart storeKey={storeKey} amounts={readSeasonAmounts(season)} draft={draft} onChange={onChange} />
      </Stack>
    </fieldset>
  );
}

/** Opponents come more than once in a season, so the day is said too. */
function labelOf(event: Event | undefined, code: string): string {
  return event === undefined ? code : `${event.name} · ${dateInWords(event.date)}`;
}
