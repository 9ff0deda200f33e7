import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Pager } from '../../ui/Pager.tsx';

type Props = { label: string; next: string | null; cursor: string | undefined };

const none: string[] = [];

/** Steps through a list by the cursor of the address; the way back is kept with the history entry. */
export function CursorPager({ label, next, cursor }: Props) {
  const navigate = useNavigate();
  const trail = useRouterState({ select: ({ location }) => location.state.trail ?? none });
  const go = (to: string | undefined, newTrail: string[]) => () =>
    void navigate({ to: '.', search: (old) => ({ ...old, cursor: to }), state: { trail: newTrail } });
  const isFirst = cursor === undefined;
  const previous = trail.at(-1);
  return (
    <Pager
      label={label}
      onFirst={isFirst ? null : go(undefined, [])}
      onPrevious={isFirst || previous === undefined ? null : go(previous || undefined, trail.slice(0, -1))}
      onNext={next === null ? null : go(next, [...trail, cursor ?? ''])}
    />
  );
}
