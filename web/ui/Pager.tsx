import { Button, Group } from '@mantine/core';
import { Icon } from './Icon.tsx';
import classes from './Pager.module.css';

type Props = {
  label: string;
  onFirst: (() => void) | null;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
};

/** Steps through a list whose length is not known; hidden while there is only one page. */
export function Pager({ label, onFirst, onPrevious, onNext }: Props) {
  if (onFirst === null && onNext === null) return null;
  return (
    <Group component="nav" aria-label={label} justify="flex-end" gap="xs" className={classes.pager}>
      <StepButton text="First page" act={onFirst} />
      <StepButton text="Previous" act={onPrevious} left="chevronLeft" />
      <StepButton text="Next" act={onNext} right="chevronRight" />
    </Group>
  );
}

type StepProps = { text: string; act: (() => void) | null; left?: 'chevronLeft'; right?: 'chevronRight' };

function StepButton({ text, act, left, right }: StepProps) {
  return (
    <Button
      variant="default"
      size="xs"
      disabled={act === null}
      {...(act !== null && { onClick: act })}
      {...(left !== undefined && { leftSection: <Icon name={left} size="sm" /> })}
      {...(right !== undefined && { rightSection: <Icon name={right} size="sm" /> })}
    >
      {text}
    </Button>
  );
}
