import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { explainDeadRules, legalRanges } from '../../../../../../shared/rules/proofs.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { QueryView } from '../../../../../ui/QueryView.tsx';
import { EmptyState, LoadingState } from '../../../../../ui/states.tsx';
import classes from '../parts/parts.module.css';
import { FieldFindings, newId, type StageEditor } from '../stage.tsx';
import { readSeasonAmounts, type VendorAmounts } from './amounts.ts';
import { countOf } from './cellWords.ts';
import { deadInWords, goneInWords, goneParts, ruleInWords } from './conditionWords.ts';
import { NewRuleDialog } from './NewRuleDialog.tsx';
import { accountGroupsQuery, amountsQuery, useEventsByCode } from './pricingApi.ts';
import type { RuleMarks } from './RuleItem.tsx';
import { RuleList } from './RuleList.tsx';
import { RulePanel } from './RulePanel.tsx';
import { addAfter, addRule, moveRule, nameOfCopy, ordered, replaceRule } from './rules.ts';

/** Price rules in the order tried and, of the chosen one, its prices by event and price code. */
export function PricingStage({ stage }: { stage: StageEditor<'pricing'> }) {
  const { storeKey } = stage;
  const query = useQuery(amountsQuery(storeKey));
  const events = useEventsByCode(storeKey);
  return (
    <QueryView query={query} loading={<LoadingState label="Loading prices" />}>
      {(season) =>
        events === undefined ? (
          <LoadingState label="Loading events" />
        ) : (
          <Rules stage={stage} season={season} events={events} />
        )
      }
    </QueryView>
  );
}

type Props = {
  stage: StageEditor<'pricing'>;
  season: Parameters<typeof readSeasonAmounts>[0];
  events: ReadonlyMap<string, Event>;
};

function Rules({ stage, season, events }: Props) {
  const { content, edit, canEdit } = stage;
  const amounts: VendorAmounts = useMemo(() => readSeasonAmounts(season), [season]);
  const rules = ordered(content.rules);
  const { chosen, choose } = useChosenRule(content.rules, rules);
  const [isAdding, setAdding] = useState(false);
  const addButton = canEdit && (
    <Button leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
      Add rule
    </Button>
  );
  return (
    <>
      <Panel
        flush
        title="Price rules"
        description="Tried from the top: the first that matches a fan and the chosen events sets all prices."
        actions={addButton}
      >
        {rules.length === 0 ? (
          <EmptyState icon="scale" title="No price rules yet" action={addButton}>
            A rule says which ticket type sells at which price code. Begin with one for everybody.
          </EmptyState>
        ) : (
          <EditedList stage={stage} rules={rules} chosen={chosen} onChoose={choose} />
        )}
        <div className={classes.foot}>
          <FieldFindings findings={stage.findingsAt('/pricing').filter(({ at }) => at === '/pricing')} />
        </div>
      </Panel>
      {chosen !== null && <RulePanel key={chosen.id} stage={stage} rule={chosen} amounts={amounts} events={events} />}
      {isAdding && (
        <NewRuleDialog
          rules={rules}
          onClose={() => setAdding(false)}
          onAdd={(rule) => {
            edit(({ rules: all }) => ({ rules: addRule(all, rule) }), `Add rule ${rule.name}`);
            choose(rule.id);
            setAdding(false);
          }}
        />
      )}
    </>
  );
}

type ListProps = Pick<Props, 'stage'> & {
  rules: readonly PriceRule[];
  chosen: PriceRule | null;
  onChoose: (ruleId: string) => void;
};

/** The list with what it does to the rules, each as one step that can be undone. */
function EditedList({ stage, rules, chosen, onChoose }: ListProps) {
  const { edit, canEdit } = stage;
  const marksOf = useRuleMarks(stage);
  const change = (make: (all: readonly PriceRule[]) => PriceRule[], label: string) =>
    edit(({ rules: all }) => ({ rules: make(all) }), label);
  const onCopy = (rule: PriceRule) => {
    const names = rules.map((one) => one.name);
    const copy = { ...rule, id: newId(), name: nameOfCopy(rule.name, names), isOn: false };
    change((all) => addAfter(all, rule.id, copy), `Copy ${rule.name}`);
    onChoose(copy.id);
  };
  return (
    <RuleList
      rules={rules}
      chosenId={chosen?.id ?? null}
      marksOf={marksOf}
      canEdit={canEdit}
      onChoose={onChoose}
      onMove={(rule, to) => change((all) => moveRule(all, rule.id, to), `Move ${rule.name}`)}
      onSwitch={({ id, name, isOn }) =>
        change(
          (all) => replaceRule(all, id, (one) => ({ ...one, isOn: !isOn })),
          `Switch ${name} ${isOn ? 'off' : 'on'}`,
        )
      }
      onCopy={onCopy}
      onDelete={({ id, name }) => change((all) => all.filter((one) => one.id !== id), `Delete rule ${name}`)}
    />
  );
}

/** The rule whose prices are shown: the one a finding leads to, the one that was clicked, else the first. */
function useChosenRule(all: readonly PriceRule[], inOrder: readonly PriceRule[]) {
  const { at } = useSearch({ strict: false });
  const index = /^\/pricing\/rules\/(\d+)/.exec(at ?? '')?.[1];
  const named = index === undefined ? undefined : all[Number(index)];
  const [choice, setChoice] = useState<{ id: string; at: string | undefined } | null>(null);
  const clicked = choice !== null && choice.at === at ? all.find(({ id }) => id === choice.id) : undefined;
  return {
    chosen: clicked ?? named ?? inOrder[0] ?? null,
    choose: (id: string) => setChoice({ id, at }),
  };
}

/** What is to be said of each rule in the list. */
function useRuleMarks(stage: StageEditor<'pricing'>): (rule: PriceRule) => RuleMarks {
  const { content, program, storeKey, findingsAt } = stage;
  const groups = useQuery(accountGroupsQuery(storeKey)).data;
  const known = groups === undefined ? null : new Set(groups.items.map(({ code }) => code));
  const { definition, events, packs, packages } = program.content;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other stages have no say in what can be chosen
  const ranges = useMemo(() => legalRanges(program.content), [definition, events, packs, packages]); // oxlint-disable-line react/memo-dependencies, react-hooks/exhaustive-deps -- see above
  const dead = useMemo(() => explainDeadRules(content.rules, ranges), [content.rules, ranges]);
  const isSuite = definition.inventoryType === 'suite';
  return (rule) => {
    const why = dead.find(({ ruleId }) => ruleId === rule.id);
    const gone = rule.conditions.flatMap((condition) =>
      goneParts(condition, program.content, known).map((part) => goneInWords(condition, part)),
    );
    const found = findingsAt(`/pricing/rules/${content.rules.indexOf(rule)}`);
    const others = found.filter(({ code }) => !toldHere.has(code)).length;
    return {
      words: ruleInWords(rule, program.content),
      prices: countOf((isSuite ? rule.suiteRows : rule.rows).length, 'price'),
      warnings: [
        ...(why === undefined || ranges.length === 0 ? [] : [deadInWords(why, content.rules)]),
        ...new Set(gone),
        ...(others > 0 ? [`The checks have ${countOf(others, 'remark')} on it.`] : []),
      ],
    };
  };
}

/** Findings that the list says in its own words. */
const toldHere = new Set(['pricing.rule_dead', 'pricing.rule_off', 'gating.group_empty']);
