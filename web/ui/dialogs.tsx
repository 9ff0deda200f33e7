import { Button, Modal, type ModalProps, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Form } from './Form.tsx';
import { type ServerForm, useServerForm } from './useServerForm.ts';

type FormDialogProps<V extends object> = {
  title: string;
  onClose: () => void;
  state: ServerForm<V>;
  submit: string;
  /** What closes it without the act; said otherwise where the act itself cancels something. */
  keep?: string;
  isDanger?: boolean;
  isDisabled?: boolean;
  size?: ModalProps['size'];
  children: ReactNode;
};

/** A form over the screen. It is mounted while open, so that each opening starts fresh. */
export function FormDialog<V extends object>(props: FormDialogProps<V>) {
  const { title, onClose, size = 'md', keep = 'Cancel', children, ...form } = props;
  return (
    <Modal opened onClose={onClose} title={title} size={size}>
      <Form
        {...form}
        align="flex-end"
        secondary={
          <Button variant="default" onClick={onClose}>
            {keep}
          </Button>
        }
      >
        {children}
      </Form>
    </Modal>
  );
}

type ConfirmDialogProps = {
  title: string;
  /** What will happen and what can be undone. */
  children: ReactNode;
  confirm: string;
  keep?: string;
  /** Must be typed before the button works, for acts that cannot be undone. */
  typed?: string;
  isDanger?: boolean;
  act: () => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
};

/** Asks before an act that takes something away. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, keep = 'Cancel', typed, isDanger = true, act, onDone, onClose } = props;
  const state = useServerForm({ initialValues: { typed: '' }, send: act, onDone, fieldOf: () => null });
  const isTyped = typed === undefined || state.form.values.typed.trim() === typed;
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      state={state}
      submit={confirm}
      keep={keep}
      isDanger={isDanger}
      isDisabled={!isTyped}
    >
      <Stack gap="sm">{typeof children === 'string' ? <Text>{children}</Text> : children}</Stack>
      {typed !== undefined && (
        <TextInput
          data-autofocus
          label={
            <>
              Type <strong>{typed}</strong> to confirm
            </>
          }
          {...state.form.getInputProps('typed')}
        />
      )}
    </FormDialog>
  );
}
