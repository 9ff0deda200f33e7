import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { type ProblemFacts, problemFacts } from '../api/problem.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icon.paths.ts';
import classes from './states.module.css';

type EmptyProps = {
  icon: IconName;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** One line beside the icon, where the panel is not the heart of the screen. */
  isSmall?: boolean;
  /** The state is all there is on the screen, so its title is the screen's heading. */
  isScreen?: boolean;
};

/** Nothing here yet: what would be here, and how to begin. */
export function EmptyState({ icon, title, children, action, isSmall = false, isScreen = false }: EmptyProps) {
  if (isSmall) {
    return (
      <Group gap="sm" wrap="nowrap" className={classes.line}>
        <Icon name={icon} size="lg" />
        <div>
          <Text fw={550}>{title}</Text>
          <Text c="dimmed">{children}</Text>
          {action}
        </div>
      </Group>
    );
  }
  return (
    <Stack align="center" gap="sm" className={classes.state}>
      <span className={classes.icon}>
        <Icon name={icon} size="xl" />
      </span>
      {isScreen ? (
        <Title order={1}>{title}</Title>
      ) : (
        <Text fw={600} size="lg">
          {title}
        </Text>
      )}
      <Text c="dimmed" className={classes.words}>
        {children}
      </Text>
      {action}
    </Stack>
  );
}

type ErrorProps = { error: unknown; onRetry?: () => void; action?: ReactNode; isScreen?: boolean };

/** What happened, what to do, what to quote, and a way on. */
export function ErrorState({ error, onRetry, action, isScreen = false }: ErrorProps) {
  const facts = problemFacts(error);
  const { title, detail, requestId, status } = isScreen ? factsOfScreen(facts) : facts;
  // What is not there, or not for this person, is not there at the next try either.
  const mayHelp = onRetry !== undefined && !(isScreen && lasting.includes(status));
  return (
    <Stack align="center" gap="sm" className={classes.state} role="alert">
      <span className={classes.icon} data-tone="danger">
        <Icon name="alert" size="xl" />
      </span>
      <Title order={isScreen ? 1 : 2}>{title}</Title>
      <Text c="dimmed" className={classes.words}>
        {detail}
      </Text>
      {(mayHelp || action !== undefined) && (
        <Group gap="xs" mt="xs">
          {mayHelp && (
            <Button variant="default" leftSection={<Icon name="refresh" />} onClick={onRetry}>
              Try again
            </Button>
          )}
          {action}
        </Group>
      )}
      <RequestId value={requestId} />
    </Stack>
  );
}

const lasting = [400, 403, 404];

/** A part of the address that can name nothing, such as an id with a letter missing: no field that one could correct. */
function factsOfScreen(facts: ProblemFacts): ProblemFacts {
  if (!facts.errors.some(({ at }) => at.startsWith('/params/'))) return facts;
  return { ...facts, title: 'There is nothing at this address', detail: 'The link may be old or mistyped.' };
}

/** The number support asks for. */
export function RequestId({ value }: { value: string | null }) {
  if (value === null) return null;
  return (
    <Text size="xs" c="dimmed">
      Request id <code className={classes.code}>{value}</code>
    </Text>
  );
}

/** The outline of what is coming; `label` is what a screen reader hears. */
export function LoadingState({ label = 'Loading' }: { label?: string }) {
  return (
    <div role="status" className={classes.loading}>
      <span className="flex-visually-hidden">{label}</span>
      <Stack gap="md" aria-hidden="true">
        {outline.map((row) => (
          <Group key={row} gap="lg" wrap="nowrap">
            <Skeleton height="0.875rem" width="28%" />
            <Skeleton height="0.875rem" width="44%" />
            <Skeleton height="0.875rem" width="14%" />
          </Group>
        ))}
      </Stack>
    </div>
  );
}

const outline = ['first', 'second', 'third', 'fourth'];
