import { Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useDocumentTitle } from '../../ui/PageHeader.tsx';
import { SchemeMenu } from './SchemeMenu.tsx';
import classes from './SignedOutFrame.module.css';
import { useKeptFocus } from './useKeptFocus.ts';
import { Wordmark } from './Wordmark.tsx';

type Props = { title: string; description?: ReactNode; children: ReactNode };

/** The frame of screens that need no sign-in: one card with one thing to do. */
export function SignedOutFrame({ title, description, children }: Props) {
  useDocumentTitle(title);
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <Wordmark />
        <SchemeMenu />
      </header>
      <main ref={main} tabIndex={-1} className={classes.main}>
        <Paper className={classes.card}>
          <Stack gap="lg">
            <Stack gap={4}>
              <Title order={1}>{title}</Title>
              {description !== undefined && (
                <Text c="dimmed" component="div">
                  {description}
                </Text>
              )}
            </Stack>
            {children}
          </Stack>
        </Paper>
      </main>
    </div>
  );
}
