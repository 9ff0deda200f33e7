import { Button, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './Form.module.css';
import { ProblemAlert } from './ProblemAlert.tsx';
import type { ServerForm } from './useServerForm.ts';

type Props<V extends object> = {
  state: ServerForm<V>;
  submit: string;
  /** Beside the submit button; a dialog puts "Cancel" here. */
  secondary?: ReactNode;
  /** Where the buttons stand; `stretch` puts them under each other over the whole width. */
  align?: 'flex-start' | 'flex-end' | 'stretch';
  isDanger?: boolean;
  isDisabled?: boolean;
  /** Lets the fields use the whole width instead of what is comfortable to read. */
  isWide?: boolean;
  children?: ReactNode;
};

/** Fields, what went wrong, and the button. After a refusal the first wrong field has the focus. */
export function Form<V extends object>(props: Props<V>) {
  const {
    state,
    submit,
    secondary,
    align = 'flex-start',
    isDanger = false,
    isDisabled = false,
    isWide = false,
    children,
  } = props;
  const element = useRef<HTMLFormElement>(null);
  const { errors } = state.form;
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const wrong = element.current?.querySelector('[aria-invalid="true"]');
    if (wrong instanceof HTMLElement) wrong.focus();
  }, [errors]);

  return (
    <form ref={element} noValidate onSubmit={state.onSubmit}>
      <Stack gap="md" className={isWide ? undefined : classes.fields}>
        <ProblemAlert error={state.problem} />
        {children}
        <div className={classes.buttons} data-align={align}>
          {align === 'flex-end' && secondary}
          <Button type="submit" loading={state.isSending} disabled={isDisabled} {...(isDanger && { color: 'red' })}>
            {submit}
          </Button>
          {align !== 'flex-end' && secondary}
        </div>
      </Stack>
    </form>
  );
}
