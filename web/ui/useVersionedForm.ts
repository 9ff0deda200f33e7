import { useEffect, useRef, useState } from 'react';
import { isProblem } from '../api/problem.ts';
import { type ServerForm, useServerForm } from './useServerForm.ts';

type Versioned = { version: number };

type Options<T extends Versioned, V extends object> = {
  /** The thing as it was read last; it changes when somebody else saved. */
  current: T;
  valuesOf: (thing: T) => V;
  /** Saves over the version. */
  send: (values: V, version: number) => Promise<T>;
  onSaved: (saved: T) => void;
  /** Called when a save was refused as stale, so that `current` is read again. */
  readAgain: () => void;
  validate?: Parameters<typeof useServerForm<V, T>>[0]['validate'];
  fieldOf?: (path: string) => string | null;
  fieldOfProblem?: NonNullable<Parameters<typeof useServerForm<V, T>>[0]['fieldOfProblem']>;
};

export type VersionedForm<T extends Versioned, V extends object> = {
  state: ServerForm<V>;
  /** The version that is being edited. */
  base: T;
  /** What somebody else saved while this was edited; null while there is none. */
  newer: T | null;
  /** Makes a version the one that is edited; what was typed is dropped. */
  accept: (thing: T) => void;
  /** Saves what was typed over the newer version. */
  saveMine: () => void;
};

/** Edits one version of a thing. What others save meanwhile is taken at once, or told when something was typed here. */
export function useVersionedForm<T extends Versioned, V extends object>(options: Options<T, V>): VersionedForm<T, V> {
  const { current, valuesOf, send, onSaved, readAgain, ...form } = options;
  const [base, setBase] = useState(current);
  /** The version to save over: the one that is edited, or the newer one when mine shall win. */
  const over = useRef(current.version);
  const state = useServerForm<V, T>({
    ...form,
    initialValues: valuesOf(current),
    send: (values) => send(values, over.current),
    onDone: (saved) => {
      accept(saved);
      onSaved(saved);
    },
  });
  const accept = (thing: T) => {
    setBase(thing);
    over.current = thing.version;
    state.setProblem(null);
    state.form.setInitialValues(valuesOf(thing));
    state.form.setValues(valuesOf(thing));
    state.form.clearErrors();
  };

  const isStale = isProblem(state.problem, 'version.stale');
  const isNewer = current.version > base.version;
  const isDirty = state.form.isDirty();
  const newer = isNewer && isDirty ? current : null;
  useRunWhen(isStale, readAgain);
  useRunWhen(isNewer && !isDirty, () => accept(current));
  return {
    state: isStale && newer !== null ? { ...state, problem: null } : state,
    base,
    newer,
    accept,
    saveMine: () => {
      over.current = current.version;
      state.submit();
    },
  };
}

/** Runs the newest act each time the condition becomes true. */
function useRunWhen(condition: boolean, act: () => void) {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    if (condition) newest.current();
  }, [condition]);
}
