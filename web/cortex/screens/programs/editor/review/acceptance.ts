import type { Stage } from '../../../../../../shared/contract/program-content.ts';
import { stageNames } from '../draft.ts';
import { type Finding, isWithin } from '../stage.tsx';

/** Findings that are accepted together, because they have one name: the same code at the same place. */
export type FindingGroup = {
  key: string;
  code: string;
  at: string;
  severity: Finding['severity'];
  findings: readonly Finding[];
};

/** Errors first, then in the order of the findings. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const all = [...groups].flatMap(([key, found]) => {
    const [first] = found;
    return first === undefined
      ? []
      : [{ key, code: first.code, at: first.at, severity: first.severity, findings: found }];
  });
  return all.toSorted((one, other) => Number(one.severity !== 'error') - Number(other.severity !== 'error'));
}

/** The groups of each stage that has any, in the order of the editor. */
export function groupsByStage(findings: readonly Finding[]): { stage: Stage; groups: FindingGroup[] }[] {
  return stageNames.flatMap((stage) => {
    const groups = groupFindings(findings.filter(({ at }) => isWithin(at, `/${stage}`)));
    return groups.length === 0 ? [] : [{ stage, groups }];
  });
}

/** What publishing is told: every accepted warning that is still found. */
export function acceptedOf(groups: readonly FindingGroup[], accepted: ReadonlySet<string>) {
  return warningsOf(groups)
    .filter(({ key }) => accepted.has(key))
    .map(({ code, at }) => ({ code, at }));
}

export function warningsOf(groups: readonly FindingGroup[]): FindingGroup[] {
  return groups.filter(({ severity }) => severity === 'warning');
}

function keyOf({ code, at }: Finding): string {
  return `${code} ${at}`;
}
