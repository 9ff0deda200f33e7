import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import { findingInWords } from '../programs/findingWords.ts';
import classes from './ChecksView.module.css';
import type { Finding, Report } from './lifecycleApi.ts';

/** What the checks say of a program, errors first. */
export function ChecksView({ report }: { report: Report }) {
  const findings = report.stages.flatMap((stage) => stage.findings);
  const { errorCount, warningCount } = report;
  return (
    <Stack gap="xs">
      <div className={classes.badges}>
        {errorCount > 0 && <StatusBadge tone="danger">{countOf(errorCount, 'error')}</StatusBadge>}
        {warningCount > 0 && <StatusBadge tone="warning">{countOf(warningCount, 'warning')}</StatusBadge>}
        {errorCount + warningCount === 0 && <StatusBadge tone="positive">Nothing is against it</StatusBadge>}
      </div>
      <FindingList findings={findings.filter(({ severity }) => severity === 'error')} label="Errors" />
      <FindingList findings={findings.filter(({ severity }) => severity === 'warning')} label="Warnings" />
    </Stack>
  );
}

const shown = 4;

/** Findings in words; many of them a part at a time. */
export function FindingList({ findings, label }: { findings: readonly Finding[]; label: string }) {
  const [isOpen, setOpen] = useState(false);
  if (findings.length === 0) return null;
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <ul className={classes.list} aria-label={label}>
        {(isOpen ? findings : findings.slice(0, shown)).map((finding, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings may repeat, and the list never changes its order
          <li key={index}>{findingInWords(finding)}</li>
        ))}
      </ul>
      {findings.length > shown && (
        <Button variant="subtle" size="compact-sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Show fewer' : `Show all ${findings.length}`}
        </Button>
      )}
    </div>
  );
}

export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
