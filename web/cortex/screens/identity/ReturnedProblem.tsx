import { Alert } from '@mantine/core';
import { problems } from '../../../../shared/contract/problems.ts';
import { Icon } from '../../../ui/Icon.tsx';

/** Why the organisation's sign-in page sent one back without a session. */
export function ReturnedProblem({ code }: { code: string }) {
  const found = Object.entries(problems).find(([known]) => known === code)?.[1];
  const [, title, detail] = found ?? [0, 'Sign-in failed', ''];
  // A detail with a placeholder was written for an answer that carries its params; an address carries none.
  const words = detail === '' || detail.includes('{') ? 'Try again, or use another way to sign in.' : detail;
  return (
    <Alert color="red" icon={<Icon name="alert" />} title={title} role="alert">
      {words}
    </Alert>
  );
}
