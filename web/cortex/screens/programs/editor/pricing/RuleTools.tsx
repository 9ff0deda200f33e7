import { Button, Menu, Switch, Title } from '@mantine/core';
import { useState } from 'react';
import type { PriceRule } from '../../../../../../shared/contract/program-content.ts';
import { addressOf } from '../../../../../api/client.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import type { StageEditor } from '../stage.tsx';
import type { VendorAmounts } from './amounts.ts';
import { BulkFillDialog } from './BulkFillDialog.tsx';
import { countOf } from './cellWords.ts';
import type { Cells, Change, Grid } from './grid.ts';
import { ImportRowsDialog } from './ImportRowsDialog.tsx';
import classes from './RulePanel.module.css';
import { blockOf, countIn, type Selection } from './selection.ts';
import type { GridActs } from './useGridKeys.ts';
import { WhyPriceButton } from './why/WhyPriceButton.tsx';

type Props = {
  stage: StageEditor<'pricing'>;
  rule: PriceRule;
  grid: Grid;
  cells: Cells;
  amounts: VendorAmounts;
  selection: Selection;
  showsAll: boolean;
  onShowAll: (showsAll: boolean) => void;
  onChange: (changes: readonly Change[], label: string) => void;
  acts: GridActs;
};

/** What can be done with the selected cells and with all prices of the rule, also without a keyboard. */
export function RuleTools(props: Props) {
  const { stage, rule, grid, selection, showsAll, onShowAll, acts } = props;
  const [open, setOpen] = useState<'fill' | 'import' | null>(null);
  const block = blockOf(selection);
  const line = grid.lines[selection.focus.line];
  const column = grid.columns[selection.focus.column];
  const isOneCell = countIn(block) === 1;
  return (
    <div className={classes.tools}>
      <Title order={3} className={classes.heading}>
        Prices
      </Title>
      {stage.canEdit && (
        <>
          <Button size="xs" onClick={() => setOpen('fill')}>
            Set {isOneCell ? 'prices' : countOf(countIn(block), 'price')}…
          </Button>
          <Button size="xs" variant="default" disabled={block.top === block.bottom} onClick={acts.fillDown}>
            Fill down
          </Button>
          <Button size="xs" variant="default" disabled={block.left === block.right} onClick={acts.fillRight}>
            Fill right
          </Button>
          <Button size="xs" variant="default" onClick={() => acts.set(block, null)}>
            Clear
          </Button>
        </>
      )}
      <div className={classes.toolsEnd}>
        {column?.subject === null && (
          <Switch
            label="All price codes"
            checked={showsAll}
            onChange={(event) => onShowAll(event.currentTarget.checked)}
          />
        )}
        <WhyPriceButton
          isSmall
          storeKey={stage.storeKey}
          program={stage.program}
          about={{
            eventCode: line?.eventCode ?? null,
            priceCode: column?.priceCode ?? null,
            suiteId: column?.subject?.kind === 'suite' ? column.subject.id : null,
          }}
        />
        <FileMenu stage={stage} rule={rule} onImport={() => setOpen('import')} />
      </div>
      {open === 'fill' && <BulkFillDialog {...props} onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportRowsDialog stage={stage} rule={rule} onClose={() => setOpen(null)} />}
    </div>
  );
}

type FileProps = { stage: StageEditor<'pricing'>; rule: PriceRule; onImport: () => void };

function FileMenu({ stage, rule, onImport }: FileProps) {
  const { storeKey, program, flush, canEdit } = stage;
  const params = { storeKey, programId: program.id, ruleId: rule.id };
  const download = async () => {
    await flush();
    location.assign(
      addressOf('GET /api/stores/{storeKey}/programs/{programId}/pricing/rules/{ruleId}/rows.csv', { params }),
    );
  };
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<Icon name="chevronDown" size="sm" />}>
          CSV
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="download" />} onClick={() => void download()}>
          Export the prices
        </Menu.Item>
        {canEdit && (
          <Menu.Item leftSection={<Icon name="restore" />} onClick={onImport}>
            Import prices…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
