import { Alert, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Event } from '../../../../../../shared/contract/events.ts';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { Later } from '../../../../../ui/Later.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { useStore } from '../../../../stores.ts';
import { useSuiteNames } from '../../../../suites.ts';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import type { VendorAmounts } from './amounts.ts';
import { ConditionsEditor } from './ConditionsEditor.tsx';
import type { Refusal } from './clipboard.ts';
import { applyChanges, type Change, cellsOf, type Grid, viewsOf } from './grid.ts';
import { makeGridActs } from './gridActs.ts';
import { makeGrid } from './makeGrid.ts';
import { PriceGrid } from './PriceGrid.tsx';
import { accountGroupsQuery, suitePriceCodesQuery } from './pricingApi.ts';
import { RefusedDialog } from './RefusedDialog.tsx';
import classes from './RulePanel.module.css';
import { RuleTools } from './RuleTools.tsx';
import { replaceRule } from './rules.ts';
import { at, clamp, type Selection } from './selection.ts';

type Props = {
  stage: StageEditor<'pricing'>;
  rule: PriceRule;
  amounts: VendorAmounts;
  events: ReadonlyMap<string, Event>;
};

/** One rule: its name, for whom it is, and its prices. */
export function RulePanel({ stage, rule, amounts, events }: Props) {
  const { canEdit, edit, program, content } = stage;
  const groups = useQuery(accountGroupsQuery(stage.storeKey)).data;
  const changeRule = (change: (rule: PriceRule) => PriceRule, label: string) =>
    edit(({ rules }) => ({ rules: replaceRule(rules, rule.id, change) }), label);
  const findings = stage.findingsAt(`/pricing/rules/${content.rules.indexOf(rule)}`);
  return (
    <Panel title={rule.name}>
      <Stack gap="lg">
        <TextInput
          label="Name"
          className={classes.name}
          value={rule.name}
          maxLength={120}
          disabled={!canEdit}
          error={rule.name.trim() === '' && 'A rule needs a name.'}
          onChange={(event) => {
            const name = event.currentTarget.value;
            changeRule((one) => ({ ...one, name }), 'Rename a rule');
          }}
        />
        <ConditionsEditor
          conditions={rule.conditions}
          content={program.content}
          groups={groups?.items ?? null}
          canEdit={canEdit}
          onChange={(change, label) => changeRule((one) => ({ ...one, conditions: change(one.conditions) }), label)}
        />
        {findings.length > 0 && (
          <details className={classes.findings}>
            <summary>What the checks say of this rule ({findings.length})</summary>
            <FieldFindings findings={findings.slice(0, mostFindings)} />
          </details>
        )}
      </Stack>
      <Later>
        <Prices stage={stage} rule={rule} amounts={amounts} events={events} onChangeRule={changeRule} />
      </Later>
    </Panel>
  );
}

const mostFindings = 30;

type PricesProps = Props & { onChangeRule: (change: (rule: PriceRule) => PriceRule, label: string) => void };

function Prices({ stage, rule, amounts, events, onChangeRule }: PricesProps) {
  const { canEdit } = stage;
  const { currency } = useStore();
  const [showsAll, setShowsAll] = useState(false);
  const grid = useGrid({ stage, amounts, events, showsAll });
  const cells = useMemo(() => cellsOf(rule), [rule]);
  const views = useViews(grid, rule, amounts);
  const [chosen, setSelection] = useState<Selection>(at({ line: 0, column: 0 }));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [said, say] = useState('');
  if (grid.columns.length === 0) return <NoColumns stage={stage} />;
  const selection = clamp(chosen, { lines: grid.lines.length, columns: grid.columns.length });
  const onChange = (changes: readonly Change[], label: string) =>
    onChangeRule((one) => applyChanges(one, changes), label);
  const options = { grid, cells, amounts, selection, onSelect: setSelection, onChange, onRefused: setRefusals, say };
  const acts = makeGridActs(options);
  return (
    <section className={classes.prices} aria-label={`Prices of ${rule.name}`}>
      {amounts.ticketTypes.size === 0 && (
        <Alert m="md" color="amber" title="The vendor was not read yet">
          Codes cannot be checked and no amounts shown until the inventory was synchronised.
        </Alert>
      )}
      <RuleTools
        stage={stage}
        rule={rule}
        grid={grid}
        cells={cells}
        amounts={amounts}
        selection={selection}
        showsAll={showsAll}
        onShowAll={setShowsAll}
        onChange={onChange}
        acts={acts}
      />
      <PriceGrid
        label={`Prices of ${rule.name}`}
        grid={grid}
        views={views}
        amounts={amounts}
        currency={currency}
        canEdit={canEdit}
        selection={selection}
        onSelect={setSelection}
        acts={acts}
      />
      <span role="status" className="flex-visually-hidden">
        {said}
      </span>
      {refusals.length > 0 && <RefusedDialog refusals={refusals} onClose={() => setRefusals([])} />}
    </section>
  );
}

function isSuite({ program }: StageEditor<'pricing'>): boolean {
  return program.content.definition.inventoryType === 'suite';
}

function NoColumns({ stage }: Pick<Props, 'stage'>) {
  if (isSuite(stage) && stage.program.content.suites.suiteIds.length > 0) {
    return (
      <EmptyState isSmall icon="seat" title="No price codes of the suites yet">
        The seats of the chosen suites have not been free at any event that was read. Choose class names and events that
        have free seats, or synchronise the inventory.
      </EmptyState>
    );
  }
  if (isSuite(stage)) {
    return (
      <EmptyState isSmall icon="seat" title="No suites yet">
        Choose the suites of the program first; then each has its prices here.
      </EmptyState>
    );
  }
  return (
    <EmptyState isSmall icon="seat" title="No price codes yet">
      They come with the vendor's inventory: synchronise it first.
    </EmptyState>
  );
}

type GridOptions = Pick<Props, 'stage' | 'amounts' | 'events'> & { showsAll: boolean };

/** Made anew only when what it shows is another; a new price in a cell leaves it as it is. */
function useGrid({ stage, amounts, events, showsAll }: GridOptions): Grid {
  const suiteNames = useSuiteNames(stage.storeKey, isSuite(stage));
  const codes = useQuery({ ...suitePriceCodesQuery(stage.storeKey), enabled: isSuite(stage) }).data;
  const { content } = stage.program;
  const { definition, events: own, packs, packages, suites, pricing } = content;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other stages have no say in it
  const made = useMemo(() => {
    const suitePriceCodes = new Map(codes?.items.map(({ suiteId, priceCodes }) => [suiteId, priceCodes]));
    const grid = makeGrid({ content, events, amounts, suiteNames, suitePriceCodes, showsAll });
    return { grid, key: JSON.stringify(grid) };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the other stages have no say in it
  }, [definition, own, packs, packages, suites, pricing, events, amounts, suiteNames, codes, showsAll]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the grid in full
  return useMemo(() => made.grid, [made.key]); // oxlint-disable-line react-hooks/exhaustive-deps -- see above
}

/** Lines that are as they were keep their cells, so that they are not drawn again. */
function useViews(grid: Grid, rule: PriceRule, amounts: VendorAmounts) {
  const [lines] = useState(() => new Map<string, ReturnType<typeof viewsOf>[number]>());
  return useMemo(() => {
    const views = viewsOf(grid, cellsOf(rule), amounts);
    return grid.lines.map(({ eventCode }, place) => {
      const fresh = views[place] ?? [];
      const known = lines.get(eventCode ?? '');
      const same = known !== undefined && JSON.stringify(known) === JSON.stringify(fresh) ? known : fresh;
      lines.set(eventCode ?? '', same);
      return same;
    });
  }, [grid, rule, amounts, lines]);
}
