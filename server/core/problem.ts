import { type ProblemCode, problems } from '../../shared/contract/problems.ts';

/** Where in the request, what is wrong, in words. `at` is a JSON pointer such as `/body/name`. */
export type FieldError = { at: string; code: string; message: string };
export type ProblemParams = Record<string, string | number | boolean | null | readonly string[]>;

/**
 * A request that cannot be done. Thrown; answered as `application/problem+json` by the HTTP layer.
 * `throw problem('store.not_found', { storeKey })`.
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
  readonly errors: readonly FieldError[];

  constructor(code: ProblemCode, params: ProblemParams, errors: readonly FieldError[], cause?: unknown) {
    super(`${code}: ${problemDetail(code, params)}`, { cause });
    this.code = code;
    this.params = params;
    this.errors = errors;
  }

  get status(): number {
    return problems[this.code][0];
  }
}

type Named<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never;
/** The names in braces in the detail of a code. */
type NamedIn<C extends ProblemCode> = Named<(typeof problems)[C][2]>;
type ProblemOptions = { errors?: readonly FieldError[]; cause?: unknown };
/** What the detail names must be given. */
type Given<C extends ProblemCode> = [NamedIn<C>] extends [never]
  ? [params?: ProblemParams, options?: ProblemOptions]
  : [params: ProblemParams & Record<NamedIn<C>, ProblemParams[string]>, options?: ProblemOptions];

export function problem<C extends ProblemCode>(code: C, ...[params = {}, options = {}]: Given<C>): ProblemError {
  return new ProblemError(code, params, options.errors ?? [], options.cause);
}

/** True for the problem of this code. */
export function isProblem(error: unknown, code: ProblemCode): error is ProblemError {
  return error instanceof ProblemError && error.code === code;
}

/** The table's text with `{name}` filled in. */
export function problemDetail(code: ProblemCode, params: ProblemParams): string {
  return problems[code][2].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** `application/problem+json` (RFC 9457); `type` leads to the entry of the code in the documentation. */
export function problemBody(error: ProblemError, requestId: string) {
  return {
    type: `/api/docs/problems#${error.code}`,
    title: problems[error.code][1],
    status: error.status,
    detail: problemDetail(error.code, error.params),
    code: error.code,
    instance: requestId,
    ...(Object.keys(error.params).length > 0 && { params: error.params }),
    ...(error.errors.length > 0 && { errors: error.errors }),
  };
}
