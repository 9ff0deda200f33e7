import type { z } from 'zod';
import type { Finding as WireFinding, CheckReport as WireReport } from '../../../shared/contract/checks.ts';
import type { StageReport } from '../../../shared/rules/checks/index.ts';
import type { Finding } from '../../../shared/rules/finding.ts';
import type { CheckReport } from './checks.types.ts';

/** A report as it crosses the wire; also for modules that answer one inside something else. */
export function toWireReport(report: CheckReport): z.input<typeof WireReport> {
  const { forInstant, checkedAt, errorCount, warningCount, stages } = report;
  return {
    forInstant: forInstant.toISOString(),
    checkedAt: checkedAt.toISOString(),
    errorCount,
    warningCount,
    stages: toWireStages(stages),
  };
}

export function toWireStages(stages: readonly StageReport[]) {
  return stages.map(({ stage, findings }) => ({ stage, findings: findings.map(toWireFinding) }));
}

export function toWireFinding({ code, severity, at, params }: Finding): z.input<typeof WireFinding> {
  return { code, severity, at, params: Object.fromEntries(Object.entries(params).map(copy)) };
}

type Value = Finding['params'][string];

function copy([name, value]: [string, Value]): [string, Exclude<Value, readonly string[]> | string[]] {
  return [name, typeof value === 'object' && value !== null ? [...value] : value];
}
