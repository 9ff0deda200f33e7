import { Refusal } from '../types.ts';
import { classes, classNames } from './manifest.ts';
import type { State } from './state.ts';

const usualGrants: readonly string[] = ['FLEX', 'ADA', 'SUITE', 'PREM'];

/** The access groups that a user may see and sell. */
export function grantedClasses(state: State, uid: string): { class: string; description: string }[] {
  const granted = state.options.grants?.[uid] ?? usualGrants;
  return classes.filter((one) => granted.includes(one.class));
}

/** For each class, in the order of `classNames`, whether it is among the wanted. */
export function classMask(wanted: readonly string[]): Uint8Array {
  return Uint8Array.from(classNames, (name) => (wanted.includes(name) ? 1 : 0));
}

/** The classes that may be asked for: the named one, or all that are granted. Refusal 6003. */
export function classesFor(state: State, uid: string, className: string | null): string[] {
  const granted = grantedClasses(state, uid).map((one) => one.class);
  if (className === null) return granted;
  if (!granted.includes(className)) throw new Refusal(6003, `class ${className} is not granted to ${uid}`);
  return [className];
}
