import { Alert, List } from '@mantine/core';
import type { Setting } from '../../../../shared/contract/settings.ts';
import { pathInWords } from '../../../ui/changes.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { colourNames } from './brandWords.ts';

type Findings = Setting['findings'];
type Finding = Findings[number];

/** What is saved and better changed. */
export function SettingFindings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Alert
      color="amber"
      icon={<Icon name="alert" />}
      title={findings.length === 1 ? 'One thing to mend' : `${findings.length} things to mend`}
    >
      <List>
        {findings.map((finding) => (
          <List.Item key={`${finding.code} ${finding.at} ${String(finding.params.on)}`}>
            {findingInWords(finding)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function findingInWords({ code, at, params }: Finding): string {
  if (code === 'brand.contrast_low') {
    return `“${nameOf(params.colour)}” on “${nameOf(params.on)}” has a contrast of ${String(params.ratio)} : 1; people with low vision need ${String(params.least)} : 1.`;
  }
  if (code === 'setting.value_unfit') {
    return `What is stored for ${fieldAt(at)} does not fit any more, so the default is used: ${String(params.stored)}`;
  }
  if (code === 'setting.field_unknown')
    return `${fieldAt(at)} is stored but not known any more: ${String(params.stored)}`;
  return `${code} at ${at}`;
}

function fieldAt(pointer: string): string {
  return pathInWords(pointer.slice(1).replaceAll('/', '.'));
}

function nameOf(colour: Finding['params'][string] | undefined): string {
  const found = Object.entries(colourNames).find(([name]) => name === colour);
  return found?.[1] ?? String(colour);
}
