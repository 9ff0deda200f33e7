import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ProgramContent, Stage } from '../../../../../shared/contract/program-content.ts';
import { ChangesTable } from '../../../../ui/ChangesTable.tsx';
import { Icon } from '../../../../ui/Icon.tsx';
import { whoAtStart } from '../../../actorWords.ts';
import { stageWords } from '../programWords.ts';
import { type Draft, stageNames, theirs } from './draft.ts';
import { mergeEdits } from './merge.ts';

/** On the element of each choice, so that it can be found. */
export const conflictMark = 'data-conflict';

type Side = 'mine' | 'theirs' | 'both';
type Props = { draft: Draft; onChoose: (stage: Stage, side: Side) => void };

/** For each stage that somebody else saved while it was edited here: what both changed, and whose counts. */
export function ConflictNotices({ draft, onChoose }: Props) {
  return stageNames.map((stage) => {
    const newer = theirs(draft, stage);
    if (newer === null) return null;
    return <ConflictNotice key={stage} draft={draft} stage={stage} newer={newer} onChoose={onChoose} />;
  });
}

type NoticeProps = Props & { stage: Stage; newer: ProgramContent };

function ConflictNotice({ draft, stage, newer, onChoose }: NoticeProps) {
  const [base, mine, other] = [draft.saved[stage], draft.content[stage], newer[stage]];
  const { collisions } = mergeEdits<unknown>(base, mine, other);
  const who = new Intl.ListFormat('en').format(draft.marks[stage].changedBy.map(whoAtStart)) || 'Somebody';
  const canKeepBoth = collisions.length === 0;
  return (
    <Alert
      color="amber"
      mb="lg"
      icon={<Icon name="alert" />}
      title={`${who} changed ${stageWords[stage]} while you were editing it`}
      role="alert"
      {...{ [conflictMark]: stage }}
    >
      <Stack gap="sm">
        <Text>
          {canKeepBoth
            ? 'What you changed there is not saved yet. You changed different things, so both can be kept.'
            : 'What you changed there is not saved yet. You both changed the same thing, so one of you has to give way.'}
        </Text>
        <ChangesTable isComparison before={other} after={mine} labels={['Theirs, saved', 'Yours, not saved']} />
        <Group gap="xs">
          {canKeepBoth && <Button onClick={() => onChoose(stage, 'both')}>Keep both</Button>}
          <Button variant="default" onClick={() => onChoose(stage, 'theirs')}>
            Take theirs
          </Button>
          <Button variant="default" onClick={() => onChoose(stage, 'mine')}>
            Save mine over it
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
