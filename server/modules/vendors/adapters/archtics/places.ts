import type { core, z } from 'zod';

/** Where it is wrong and by which rule; no values. Names of fields come from our schema, numbers are places in lists. */
export function placesOf(error: z.ZodError): string {
  return error.issues.slice(0, 3).map(placeOf).join(', ');
}

function placeOf({ path, code, message }: core.$ZodIssue): string {
  return `${path.length === 0 ? 'all of it' : path.join('.')} (${code === 'custom' ? message : code})`;
}
