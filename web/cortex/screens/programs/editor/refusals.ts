import { isProblem } from '../../../../api/problem.ts';
import { type Draft, stageNames } from './draft.ts';
import type { Finding } from './stage.tsx';

/** What the server said of single fields when it refused to save a stage, as findings beside those fields. */
export function refusalsOf({ marks }: Draft): Finding[] {
  return stageNames.flatMap((stage) => {
    const { phase, problem } = marks[stage];
    if (phase !== 'failed' || !isProblem(problem)) return [];
    return problem.facts.errors.map(({ at, message }) => ({
      code: 'request.refused',
      severity: 'error' as const,
      at: `/${stage}${at.replace(/^\/body/, '')}`,
      params: { message },
    }));
  });
}
