import { notifications } from '@mantine/notifications';
import { problemFacts } from '../api/problem.ts';
import { Icon } from './Icon.tsx';

const closeButtonProps = { 'aria-label': 'Dismiss' };

/** Says that something was done; it goes by itself. */
export function toastDone(message: string) {
  notifications.show({ message, color: 'green', icon: <Icon name="check" />, autoClose: 5_000, closeButtonProps });
}

/** Says why something was not done, where no form can say it; it stays until closed. */
export function toastProblem(error: unknown) {
  const { title, detail, requestId } = problemFacts(error);
  const quote = requestId === null ? '' : ` (request id ${requestId})`;
  notifications.show({
    title,
    message: `${detail}${quote}`,
    color: 'red',
    icon: <Icon name="alert" />,
    autoClose: false,
    closeButtonProps,
  });
}
