import type { Stage } from '../../../../../../shared/contract/program-content.ts';
import { checkDefinition } from '../../../../../../shared/rules/checks/definition.ts';
import { type Finding, isWithin, type StageEditor } from '../stage.tsx';

/**
 * The findings of a place. Whether limits add up is judged here on each edit, by the function the server uses; all else
 * is as the server said last.
 */
export function liveFindings<S extends Stage>(stage: StageEditor<S>): (prefix: string) => readonly Finding[] {
  const { content } = stage.program;
  const own = checkDefinition({ content }).map((found) => ({ ...found, params: paramsOf(found.params) }));
  return (prefix) => [
    ...own.filter(({ at }) => isWithin(at, prefix)),
    ...stage.findingsAt(prefix).filter(({ code }) => !code.startsWith('definition.')),
  ];
}

/** The contract's lists may be changed, the rules' may not. */
function paramsOf(params: ReturnType<typeof checkDefinition>[number]['params']): Finding['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  );
}
