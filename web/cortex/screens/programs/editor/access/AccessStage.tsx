import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '../../../../../ui/Panel.tsx';
import { useStore } from '../../../../stores.ts';
import { InstantField } from '../fields/InstantField.tsx';
import classes from '../parts/parts.module.css';
import { FieldFindings, type StageEditor } from '../stage.tsx';
import { AddressList } from './AddressList.tsx';
import { GateFields, isOpenToAll } from './GateFields.tsx';
import { PresalesPanel } from './PresalesPanel.tsx';
import { nextMorning } from './presales.ts';

/** Who may buy, and from when. */
export function AccessStage({ stage }: { stage: StageEditor<'access'> }) {
  const { content, canEdit, edit } = stage;
  const zone = useStore().timeZone;
  return (
    <>
      <OpeningPanel stage={stage} zone={zone} />
      <GatePanel stage={stage} />
      <PresalesPanel stage={stage} zone={zone} />
      <Panel title="Who may not" description="These addresses are refused, whatever else lets them in.">
        <AddressList
          label="Blocked addresses"
          empty="Nobody is blocked."
          value={content.block}
          onChange={(block) => edit((old) => ({ ...old, block }), 'Change the blocked addresses')}
          canEdit={canEdit}
        />
        <FieldFindings findings={stage.findingsAt('/access/block')} />
      </Panel>
    </>
  );
}

function OpeningPanel({ stage, zone }: { stage: StageEditor<'access'>; zone: string }) {
  const { content, canEdit, edit } = stage;
  const { opensAt } = content;
  const set = (at: string | null) => edit((old) => ({ ...old, opensAt: at }), 'Set when it opens');
  return (
    <Panel title="When it opens" description="Before it opens, only presales let fans in.">
      <Stack gap="sm">
        <Radio.Group
          aria-label="When it opens"
          readOnly={!canEdit}
          value={opensAt === null ? 'active' : 'at'}
          onChange={(value) => set(value === 'active' ? null : nextMorning(Date.now(), zone))}
        >
          <Stack gap="xs">
            <Radio value="active" label="As soon as the program is active" disabled={!canEdit} />
            <Radio value="at" label="At a set time" disabled={!canEdit} />
          </Stack>
        </Radio.Group>
        {opensAt !== null && (
          <div className={classes.narrow}>
            <InstantField label="Opens" value={opensAt} onChange={set} zone={zone} canEdit={canEdit} />
          </div>
        )}
        <FieldFindings findings={stage.findingsAt('/access/opensAt')} />
      </Stack>
    </Panel>
  );
}

function GatePanel({ stage }: { stage: StageEditor<'access'> }) {
  const { content, canEdit, edit } = stage;
  const isForAll = isOpenToAll(content.gate);
  const [isChoosing, setChoosing] = useState(false);
  const choose = (value: string) => {
    setChoosing(value === 'some');
    if (value === 'all') {
      edit((old) => ({ ...old, gate: { accountGroups: [], emailDomains: [], allow: [] } }), 'Let everybody in');
    }
  };
  const isShown = !isForAll || isChoosing;
  return (
    <Panel title="Who may buy" description="Fans who are not let in see that the offer is not for them, and no prices.">
      <Stack gap="md">
        <Radio.Group aria-label="Who may buy" readOnly={!canEdit} value={isShown ? 'some' : 'all'} onChange={choose}>
          <Stack gap="xs">
            <Radio value="all" label="Everybody" disabled={!canEdit} />
            <Radio value="some" label="Only fans that one of these names" disabled={!canEdit} />
          </Stack>
        </Radio.Group>
        {isShown && (
          <GateFields
            storeKey={stage.storeKey}
            gate={content.gate}
            canEdit={canEdit}
            onChange={(change) => edit((old) => ({ ...old, gate: { ...old.gate, ...change } }), 'Change who may buy')}
          />
        )}
        <FieldFindings findings={stage.findingsAt('/access/gate')} />
      </Stack>
    </Panel>
  );
}
