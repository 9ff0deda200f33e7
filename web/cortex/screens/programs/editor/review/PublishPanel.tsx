import { Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../../../api/client.ts';
import { isProblem } from '../../../../../api/problem.ts';
import { ConfirmDialog } from '../../../../../ui/dialogs.tsx';
import { Panel } from '../../../../../ui/Panel.tsx';
import { toastDone } from '../../../../../ui/toasts.tsx';
import { programQuery, releasesKey } from '../../programsApi.ts';
import { type Finding, type ProgramEditor, useProgramEditor } from '../stage.tsx';
import { countsOf } from '../stages.ts';
import { acceptedOf, groupFindings, warningsOf } from './acceptance.ts';
import classes from './ReviewStage.module.css';

type Props = { findings: readonly Finding[]; accepted: ReadonlySet<string>; onCheck: () => void };

/** Publishes what is saved, or says what is still to be done before. */
export function PublishPanel({ findings, accepted, onCheck }: Props) {
  const [isAsking, setAsking] = useState(false);
  const editor = useProgramEditor();
  const { program } = editor;
  const number = (program.releaseNumber ?? 0) + 1;
  const why = whyNot(editor, findings, accepted);
  return (
    <Panel title={`Publish release ${number}`} description={meansOf(editor)}>
      <Stack gap="sm" align="flex-start">
        {why.length > 0 && (
          <div>
            <Text fw={550}>Before it can be published:</Text>
            <ul className={classes.why}>
              {why.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        )}
        <Button disabled={why.length > 0} onClick={() => setAsking(true)}>
          Publish
        </Button>
      </Stack>
      {isAsking && (
        <PublishDialog
          number={number}
          findings={findings}
          accepted={accepted}
          onCheck={onCheck}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  );
}

function meansOf({ program }: ProgramEditor): string {
  return program.isActive
    ? 'The program is active: fans get the new release at once. Carts that hold seats end under the offer they began with.'
    : 'A published program can be switched to. Fans see nothing of it before that.';
}

function whyNot({ program }: ProgramEditor, findings: readonly Finding[], accepted: ReadonlySet<string>): string[] {
  const { errors } = countsOf(findings);
  const open = warningsOf(groupFindings(findings)).filter(({ key }) => !accepted.has(key)).length;
  if (!program.hasChanges) return [`Change something: it is as release ${program.releaseNumber} already.`];
  return [
    ...(errors === 0 ? [] : [`Mend ${errors === 1 ? 'the error' : `the ${errors} errors`} above.`]),
    ...(open === 0
      ? []
      : [`Mend or accept ${open === 1 ? 'the warning' : `the ${open} warnings`} that are left above.`]),
  ];
}

type DialogProps = Props & { number: number; onClose: () => void };

function PublishDialog({ number, findings, accepted, onCheck, onClose }: DialogProps) {
  const { storeKey, program, flush, readAgain } = useProgramEditor();
  const queries = useQueryClient();
  const params = { storeKey, programId: program.id };
  const accept = acceptedOf(groupFindings(findings), accepted);
  const publish = async () => {
    await flush();
    try {
      return await call('POST /api/stores/{storeKey}/programs/{programId}/publish', {
        params,
        body: { versions: program.versions, accept },
      });
    } catch (error) {
      // What one looks at next shall be what the server judged.
      if (isProblem(error, 'version.stale', 'program.unchanged')) await readAgain().catch(() => {});
      onCheck();
      throw error;
    }
  };
  return (
    <ConfirmDialog
      title={`Publish ${program.name}?`}
      confirm={`Publish release ${number}`}
      isDanger={false}
      act={publish}
      onDone={() => {
        toastDone(`${program.name} is published as release ${number}.`);
        void queries.invalidateQueries({ queryKey: programQuery(storeKey, program.id).queryKey });
        void queries.invalidateQueries({ queryKey: releasesKey(storeKey, program.id) });
        onClose();
      }}
      onClose={onClose}
    >
      <Text>
        {program.isActive
          ? 'The program is active, so fans get it at once. A release stays as it is: to take something back, publish again.'
          : 'A release stays as it is: later edits wait for the next one.'}
      </Text>
      {accept.length > 0 && (
        <Text>
          You accept {accept.length === 1 ? 'one warning' : `${accept.length} kinds of warnings`}; your name is kept
          with the release.
        </Text>
      )}
    </ConfirmDialog>
  );
}
