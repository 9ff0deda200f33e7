import type { ProblemCode } from '../../shared/contract/problems.ts';

/** What can go wrong before an answer of ours arrives. */
export type ConnectionCode = 'connection.failed' | 'connection.unreadable';

/** Where in the request, what is wrong, in words. `at` is a JSON pointer such as `/body/name`. */
export type FieldError = { at: string; code: string; message: string };

export type ProblemFacts = {
  code: ProblemCode | ConnectionCode;
  /** 0 when no answer arrived. */
  status: number;
  title: string;
  detail: string;
  /** What to quote to support; null when no answer arrived. */
  requestId: string | null;
  params: Readonly<Record<string, unknown>>;
  errors: readonly FieldError[];
};

/** A call that was refused or did not arrive. `title` says what happened, `detail` what to do. */
export class ApiProblem extends Error {
  readonly facts: ProblemFacts;

  constructor(facts: ProblemFacts, cause?: unknown) {
    super(`${facts.code}: ${facts.title}`, { cause });
    this.name = 'ApiProblem';
    this.facts = facts;
  }

  get code(): ProblemFacts['code'] {
    return this.facts.code;
  }
}

export function isProblem(error: unknown, ...codes: readonly ProblemFacts['code'][]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}

/** Whatever was thrown, in words a screen can show. */
export function problemFacts(error: unknown): ProblemFacts {
  if (error instanceof ApiProblem) return error.facts;
  return {
    code: 'connection.unreadable',
    status: 0,
    title: 'This screen failed',
    detail: 'Load the page again. If it stays, report what you did.',
    requestId: null,
    params: {},
    errors: [],
  };
}

/**
 * Errors by the path of the form field: `/body/hosts/0` becomes `hosts.0`. Errors about anything but the body belong
 * to no field and are left out; the problem's own text still tells of them.
 */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, string> = {};
  for (const { at, message } of error.facts.errors) {
    const field = at.startsWith('/body/') ? at.slice('/body/'.length).replaceAll('/', '.') : null;
    if (field !== null) found[field] ??= message;
  }
  return found;
}

export function connectionFailed(cause: unknown): ApiProblem {
  return new ApiProblem(
    {
      code: 'connection.failed',
      status: 0,
      title: 'The server cannot be reached',
      detail: 'Check your connection and try again. What you typed is still here.',
      requestId: null,
      params: {},
      errors: [],
    },
    cause,
  );
}

/** The problem in an answer that is not a success, also when a proxy answered in our place. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  if (!isProblemBody(body)) return unreadable(response);
  return new ApiProblem({
    code: body.code,
    status: body.status,
    title: body.title,
    detail: body.detail,
    requestId: body.instance ?? null,
    params: body.params ?? {},
    errors: body.errors ?? [],
  });
}

export function unreadable(response: Response): ApiProblem {
  return new ApiProblem({
    code: 'connection.unreadable',
    status: response.status,
    title: `The server answered ${response.status}`,
    detail: 'The answer could not be read. Try again in a moment.',
    requestId: response.headers.get('x-request-id'),
    params: {},
    errors: [],
  });
}

type ProblemBody = Pick<ProblemFacts, 'status' | 'title' | 'detail'> & {
  code: ProblemCode;
  instance?: string;
  params?: ProblemFacts['params'];
  errors?: FieldError[];
};

function isProblemBody(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null) return false;
  return 'code' in body && 'status' in body && 'title' in body && 'detail' in body && typeof body.code === 'string';
}
