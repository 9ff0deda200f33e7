import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './Panel.module.css';

type Props = {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  /** The body reaches the edges, as a table does. */
  flush?: boolean;
  tone?: 'plain' | 'danger';
  children: ReactNode;
};

/** A titled surface: one thing of a screen. */
export function Panel({ title, description, actions, flush = false, tone = 'plain', children }: Props) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} className={classes.panel} data-tone={tone}>
      <Group
        justify="space-between"
        align={description === undefined ? 'center' : 'flex-start'}
        gap="md"
        className={classes.head}
      >
        <Stack gap={2} className={classes.words}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {description !== undefined && (
            <Text c="dimmed" component="div" className={classes.description}>
              {description}
            </Text>
          )}
        </Stack>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
      <div className={flush ? undefined : classes.body}>{children}</div>
    </Paper>
  );
}
