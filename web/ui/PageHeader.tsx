import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import classes from './PageHeader.module.css';

type Props = {
  title: string;
  /** Beside the title, such as a status badge. */
  mark?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** What the screen is about, such as the store's name; it follows the title in the document's name. */
  within?: string;
};

/** The one first-level heading of a screen; it also names the document. */
export function PageHeader({ title, mark, description, actions, within }: Props) {
  useDocumentTitle(within === undefined ? title : `${title} · ${within}`);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap="md" className={classes.header}>
      <Stack gap={4} className={classes.words}>
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          {mark}
        </Group>
        {description !== undefined && (
          <Text c="dimmed" component="div" className={classes.description}>
            {description}
          </Text>
        )}
      </Stack>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}

export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Cortex`;
  }, [title]);
}
