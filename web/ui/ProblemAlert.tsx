import { Alert, Stack, Text } from '@mantine/core';
import { problemFacts } from '../api/problem.ts';
import { Icon } from './Icon.tsx';
import { RequestId } from './states.tsx';

/** Why what was just tried did not work, above the form that tried it. */
export function ProblemAlert({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const { title, detail, requestId, status } = problemFacts(error);
  return (
    <Alert color="red" title={title} icon={<Icon name="alert" />} role="alert">
      <Stack gap={4}>
        <Text>{detail}</Text>
        {(status === 0 || status >= 500) && <RequestId value={requestId} />}
      </Stack>
    </Alert>
  );
}
