import { Group, Stack } from '@mantine/core';
import type { Definition } from '../../../../../../shared/contract/program-content.ts';
import { FieldGroup } from '../../../../../ui/FieldGroup.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { CountInput } from '../fields/CountInput.tsx';
import { LimitFields } from '../fields/LimitFields.tsx';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import classes from './DefinitionStage.module.css';

type Props = {
  stage: StageEditor<'definition'>;
  set: (change: Partial<Definition>, label: string) => void;
};

/** How many events and seats a purchase has, and how many one fan may have altogether. */
export function HowManyFields({ stage, set }: Props) {
  const { type, minEvents, maxEvents, fanCaps } = stage.content;
  const caps = stage.findingsAt('/definition/fanCaps');
  const cap = (label: string, name: keyof Definition['fanCaps']) => (
    <CountInput
      label={label}
      value={fanCaps[name]}
      whenEmpty="no limit"
      canEdit={stage.canEdit}
      onChange={(value) =>
        stage.edit((old) => ({ ...old, fanCaps: { ...old.fanCaps, [name]: value } }), `${label} a fan may have`)
      }
    />
  );
  return (
    <Panel title="How many">
      <Stack gap="lg">
        <div className={classes.counts}>
          {type === 'build_your_own' && (
            <FieldGroup legend="Events in one purchase">
              <LimitFields
                of="the program"
                limits={{ minEvents, maxEvents }}
                canEdit={stage.canEdit}
                onChange={(limits) => set(limits, 'How many events')}
                findings={stage.findingsAt('/definition').filter(({ at }) => isLimit(at))}
              />
            </FieldGroup>
          )}
          <FieldGroup legend="Seats for each event">
            <PartySize stage={stage} />
          </FieldGroup>
        </div>
        <FieldGroup legend="The most one fan may have in the store, under any program">
          <div className={classes.three}>
            {cap('Seats for one event', 'seatsPerEvent')}
            {cap('Events', 'events')}
            {cap('Purchases', 'plans')}
          </div>
          <FieldFindings findings={caps} />
        </FieldGroup>
      </Stack>
    </Panel>
  );
}

function PartySize({ stage }: Pick<Props, 'stage'>) {
  const { min, max } = stage.content.partySize;
  const findings = stage.findingsAt('/definition/partySize');
  const set = (change: Partial<Definition['partySize']>) =>
    stage.edit((old) => ({ ...old, partySize: { ...old.partySize, ...change } }), 'Seats for each event');
  const look = { canEdit: stage.canEdit, hasError: findings.length > 0 };
  return (
    <div>
      <Group gap="xs" wrap="nowrap" grow>
        <CountInput label="At least" value={min} onChange={(value) => set({ min: value ?? 1 })} {...look} />
        <CountInput label="At most" value={max} onChange={(value) => set({ max: value ?? 1 })} {...look} />
      </Group>
      <FieldFindings findings={findings} />
    </div>
  );
}

function isLimit(at: string): boolean {
  return ['/definition', '/definition/minEvents', '/definition/maxEvents'].includes(at);
}
