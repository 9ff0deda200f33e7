import { Button, Checkbox, Text } from '@mantine/core';
import type { Output } from '../../../../../api/contract.ts';
import { Icon } from '../../../../../ui/Icon.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { EmptyState } from '../../../../../ui/states.tsx';
import { When } from '../../../../../ui/When.tsx';
import { stageWords } from '../../programWords.ts';
import { FindingLinks } from '../FindingLinks.tsx';
import type { Finding } from '../stage.tsx';
import { countsInWords, countsOf } from '../stages.ts';
import { type FindingGroup, groupFindings, groupsByStage, warningsOf } from './acceptance.ts';
import classes from './ReviewStage.module.css';

type Acceptance = { accepted: ReadonlySet<string>; onChange: (accepted: ReadonlySet<string>) => void };
type Props = {
  zone: string;
  report: Output<'GET /api/stores/{storeKey}/programs/{programId}/checks'>;
  findings: readonly Finding[];
  isChecking: boolean;
  onCheck: () => void;
  /** Null for those who may not publish. */
  acceptance: Acceptance | null;
};

/** Everything the checks found, stage by stage; a warning is accepted by its checkbox. */
export function ChecksPanel({ zone, report, findings, isChecking, onCheck, acceptance }: Props) {
  const stages = groupsByStage(findings);
  const words = countsInWords(countsOf(findings));
  const warnings = warningsOf(groupFindings(findings)).map(({ key }) => key);
  return (
    <Panel
      title={words === null ? 'Nothing stands in the way' : `The checks found ${words}`}
      description={
        <>
          Checked <When at={report.checkedAt} zone={zone} style="second" />. Errors block publishing; warnings may be
          accepted, and it is kept who did.
        </>
      }
      actions={
        <>
          {acceptance !== null && warnings.length > 1 && (
            <Button variant="default" onClick={() => acceptance.onChange(new Set(warnings))}>
              Accept all warnings
            </Button>
          )}
          <Button variant="default" leftSection={<Icon name="refresh" />} loading={isChecking} onClick={onCheck}>
            Check again
          </Button>
        </>
      }
      flush
    >
      {stages.length === 0 ? (
        <EmptyState icon="checkCircle" title="All checks pass">
          The program can be published as it is.
        </EmptyState>
      ) : (
        stages.map(({ stage, groups }) => (
          <section key={stage} className={classes.stage} aria-label={stageWords[stage]}>
            <h3 className={classes.heading}>{stageWords[stage]}</h3>
            <ul className={classes.groups}>
              {groups.map((group) => (
                <Group key={group.key} group={group} acceptance={acceptance} />
              ))}
            </ul>
          </section>
        ))
      )}
    </Panel>
  );
}

function Group({ group, acceptance }: { group: FindingGroup; acceptance: Acceptance | null }) {
  return (
    <li className={classes.group}>
      <FindingLinks findings={group.findings} />
      {group.severity === 'warning' && acceptance !== null && <Accept group={group} acceptance={acceptance} />}
      {group.severity === 'error' && (
        <Text size="xs" c="dimmed" className={classes.blocks}>
          blocks
        </Text>
      )}
    </li>
  );
}

function Accept({ group: { key, findings }, acceptance }: { group: FindingGroup; acceptance: Acceptance }) {
  const { accepted, onChange } = acceptance;
  const toggle = () => {
    const next = new Set(accepted);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  };
  return (
    <Checkbox
      className={classes.accept}
      label={findings.length === 1 ? 'Accept' : `Accept all ${findings.length}`}
      checked={accepted.has(key)}
      onChange={toggle}
    />
  );
}
