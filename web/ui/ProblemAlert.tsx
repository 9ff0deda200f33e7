import { Alert, Stack, Text } from '@mantine/core';
import { problemFacts } from '../api/problem.ts';
import { Icon } from './Icon.tsx';
import classes from './ProblemAlert.module.css';
import { RequestId } from './states.tsx';

const mostTold = 10;

/** Why what was just tried did not work, above the form that tried it. */
export function ProblemAlert({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const { title, detail, requestId, status, errors } = problemFacts(error);
  const told = errors.slice(0, mostTold);
  return (
    <Alert color="red" title={title} icon={<Icon name="alert" />} role="alert">
      <Stack gap={4}>
        <Text>{detail}</Text>
        {told.length > 0 && (
          <ul className={classes.errors}>
            {told.map(({ at, message }) => (
              <li key={`${at} ${message}`}>{message}</li>
            ))}
            {errors.length > told.length && <li>and {errors.length - told.length} more</li>}
          </ul>
        )}
        {(status === 0 || status >= 500) && <RequestId value={requestId} />}
      </Stack>
    </Alert>
  );
}
