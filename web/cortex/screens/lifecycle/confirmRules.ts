/** What stands between a person and the button that switches. */
export type ConfirmFacts = {
  mode: 'now' | 'plan' | 'close';
  /** Null: the checks of the incoming program have not answered. */
  errorCount: number | null;
  mayOverride: boolean;
  /** The person has said that errors are to be gone against. */
  isConfirmed: boolean;
  reason: string;
  /** The plan is complete and fits the schedule. */
  isPlanReady: boolean;
};
export type Verdict = { isAllowed: boolean; isOverride: boolean; why: string | null };

/** Errors stop a switch now unless somebody who may says so; a plan is only held for them, at its start. */
export function judge(facts: ConfirmFacts): Verdict {
  if (facts.mode === 'close')
    return verdict(isShort(facts.reason) ? 'Say why the store is closed, in a few words.' : null);
  if (facts.mode === 'plan') return verdict(facts.isPlanReady ? null : 'Complete the times first.');
  if (facts.errorCount === null) return verdict('The checks have not answered yet.');
  if (facts.errorCount === 0) return verdict(null);
  if (!facts.mayOverride) {
    return verdict('It has errors. Mend and publish it first, or ask somebody with the permission to override.');
  }
  if (!facts.isConfirmed) return verdict('Confirm that you switch in spite of the errors.');
  const why = isShort(facts.reason) ? 'Say why you switch in spite of the errors, in a few words.' : null;
  return { ...verdict(why), isOverride: true };
}

function verdict(why: string | null): Verdict {
  return { isAllowed: why === null, isOverride: false, why };
}

/** The route asks for as many characters. */
function isShort(reason: string): boolean {
  return reason.trim().length < 3;
}
