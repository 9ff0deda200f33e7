import { DatabaseError } from 'pg';
import type { z } from 'zod';
import { type FieldError, ProblemError, problem } from '../problem.ts';
import { pointer, shorten } from './body.ts';

/** Whatever was thrown, as a problem; a fault of ours becomes `server.failed` and keeps its cause for the log. */
export function toProblem(error: unknown, bodyLimit = 0): ProblemError {
  if (error instanceof ProblemError) return error;
  if (isUnavailable(error)) return problem('server.unavailable', {}, { cause: error });
  if (error instanceof Error && 'code' in error) return fromFramework(error, String(error.code), bodyLimit);
  return problem('server.failed', {}, { cause: error });
}

/** Errors named one by one; a request with more is told of the first ones. */
const maxErrors = 50;

/** The field errors of a zod failure; `where` is `body`, `query` or `params`. */
export function fieldErrors(where: string, error: z.ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const at = pointer(`/${where}`, ...issue.path);
    if (issue.code !== 'unrecognized_keys') return [{ at: shorten(at), code: issue.code, message: issue.message }];
    const message = 'This field is not known.';
    return issue.keys
      .slice(0, maxErrors)
      .map((key) => ({ at: shorten(pointer(at, key)), code: 'unknown_field', message }));
  });
  return errors.slice(0, maxErrors);
}

/**
 * What may be said of a fault in the log: no values. PostgreSQL repeats rows and parameters in `detail` and `where`,
 * and in the message of a value it cannot read.
 */
export function faultFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, stack, cause } = error;
  const isData = error instanceof DatabaseError && (error.code ?? '').startsWith('22');
  return {
    type: name,
    ...('code' in error && { code: String(error.code) }),
    ...(error instanceof DatabaseError && { table: error.table, constraint: error.constraint }),
    message: isData ? 'a value the database does not take' : error.message,
    stack: isData ? stack?.split('\n').filter(isFrame).join('\n') : stack,
    ...(cause !== undefined && { cause: faultFacts(cause) }),
  };
}

function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}

/** Shutdown, out of connections, read-only standby, lock or time limits, deadlock: trying again helps. */
const unavailableStates = new Set(['57P01', '57P02', '57P03', '57014', '53300', '25006', '40001', '40P01', '55P03']);
const unavailableCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND']);

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseError) return unavailableStates.has(error.code ?? '');
  if (isAborted(error)) return false;
  const isLostConnection = error.message.startsWith('Connection terminated');
  return isLostConnection || ('code' in error && unavailableCodes.has(String(error.code)));
}

/** The client went away, or its bytes broke off, while its body was read. */
function isAborted(error: Error): boolean {
  return 'statusCode' in error && error.statusCode === 400;
}

function fromFramework(error: Error, code: string, limit: number): ProblemError {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problem('request.too_large', { limit });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return problem('request.unsupported_media_type');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return problem('request.malformed', { reason: 'The body is not as long as its Content-Length says.' });
    case 'FST_ERR_BAD_URL':
      return problem('request.malformed', { reason: 'The address is not a valid URL.' });
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return problem('route.not_found');
    default:
      return isAborted(error)
        ? problem('request.malformed', { reason: 'The body broke off before its end.' })
        : problem('server.failed', {}, { cause: error });
  }
}
