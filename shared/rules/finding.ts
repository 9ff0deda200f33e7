/**
 * Something the data has against it. A finding is returned, never thrown; its text is made in the reader's language from
 * code and params. `at` is where to mend it, a JSON pointer into what was judged.
 */
export type Finding = {
  code: string;
  severity: Severity;
  at: string;
  params: Readonly<Record<string, string | number | boolean | readonly string[] | null>>;
};
/** error: it cannot go on · warning: staff may accept it by name · info: good to know. */
export type Severity = 'error' | 'warning' | 'info';

export function finding(severity: Severity, code: string, at: string, params: Finding['params'] = {}): Finding {
  return { code, severity, at, params };
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
