import { type Finding, finding } from '../finding.ts';
import type { CheckInput } from './input.ts';

/** Whether the vendor lets us sell the classes the program wants. */
export function checkClassNames({ content, grantedClasses }: CheckInput): Finding[] {
  const { classNames } = content.definition;
  const at = '/definition/classNames';
  if (classNames.length === 0) return [finding('error', 'class_names.none', at)];
  if (grantedClasses === null) return [];
  return classNames.flatMap((className, index) =>
    grantedClasses.has(className) ? [] : [finding('error', 'class_names.not_granted', `${at}/${index}`, { className })],
  );
}
