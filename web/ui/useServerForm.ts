import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form';
import { type SyntheticEvent, useState } from 'react';
import { ApiProblem, fieldErrors, type ProblemFacts } from '../api/problem.ts';

type Options<V extends object, T> = {
  initialValues: V;
  validate?: UseFormInput<V>['validate'];
  send: (values: V) => Promise<T>;
  onDone?: (answer: T, values: V) => void;
  /** The field a server error belongs to, when body and form are shaped differently; null when it has none. */
  fieldOf?: (path: string) => string | null;
  /** Problems that are about one field, such as a key that is taken. */
  fieldOfProblem?: { [C in ProblemFacts['code']]?: string };
};

export type ServerForm<V extends object> = {
  form: UseFormReturnType<V>;
  isSending: boolean;
  /** What no field can say; null while all is well. */
  problem: unknown;
  setProblem: (problem: unknown) => void;
  onSubmit: (event: SyntheticEvent<HTMLFormElement>) => void;
  /** Sends what is in the fields, without an event. */
  submit: () => void;
};

/** A form whose word is the server's: its field errors appear beside the fields, all else in `problem`. */
export function useServerForm<V extends object, T>(options: Options<V, T>): ServerForm<V> {
  const { initialValues, validate, send, onDone } = options;
  const form = useForm<V>({ initialValues, ...(validate !== undefined && { validate }) });
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  const submit = async (values: V) => {
    if (isSending) return;
    setSending(true);
    setProblem(null);
    try {
      const answer = await send(values);
      onDone?.(answer, values);
    } catch (error) {
      const placed = placeErrors(error, options);
      form.setErrors(placed);
      if (Object.keys(placed).length === 0) setProblem(error);
    } finally {
      setSending(false);
    }
  };
  return {
    form,
    isSending,
    problem,
    setProblem,
    onSubmit: form.onSubmit((values) => void submit(values)),
    submit: () => void submit(form.getValues()),
  };
}

function placeErrors<V extends object, T>(error: unknown, options: Options<V, T>): Record<string, string> {
  const { fieldOf = (path) => path, fieldOfProblem = {} } = options;
  const placed: Record<string, string> = {};
  for (const [path, message] of Object.entries(fieldErrors(error))) {
    const field = fieldOf(path);
    if (field !== null) placed[field] ??= message;
  }
  if (error instanceof ApiProblem) {
    const field = fieldOfProblem[error.code];
    if (field !== undefined) placed[field] ??= `${error.facts.title}. ${error.facts.detail}`;
  }
  return placed;
}
