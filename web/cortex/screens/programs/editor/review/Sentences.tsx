import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import classes from './ReviewStage.module.css';

const firstShown = 20;

/** Changes in words; of many the first ones, until all are asked for. */
export function Sentences({ sentences, none }: { sentences: readonly string[]; none: string }) {
  const [isAll, setAll] = useState(false);
  if (sentences.length === 0) return <Text c="dimmed">{none}</Text>;
  const shown = isAll ? sentences : sentences.slice(0, firstShown);
  return (
    <>
      <ul className={classes.sentences}>
        {shown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {shown.length < sentences.length && (
        <Button mt="sm" size="xs" variant="default" onClick={() => setAll(true)}>
          Show all {sentences.length} changes
        </Button>
      )}
    </>
  );
}
