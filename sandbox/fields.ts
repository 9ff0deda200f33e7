import type { Fields } from './types.ts';

/** What someone sent is not what it must be; the message says what is wrong, in words. */
export class InputError extends Error {}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The named text; null when it is not there. */
export function optionalText(fields: Fields, name: string): string | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value === '') throw new InputError(`${name} must be text`);
  return value;
}

export function text(fields: Fields, name: string): string {
  return optionalText(fields, name) ?? missing(name);
}

export type Bounds = { least?: number; most?: number; whole?: boolean };

/** The named number; null when it is not there. Whole unless the bounds say otherwise. */
export function optionalNumber(fields: Fields, name: string, bounds: Bounds = {}): number | null {
  const value = fields[name];
  if (value === undefined || value === null) return null;
  const { least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER, whole = true } = bounds;
  if (typeof value !== 'number' || !(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
    throw new InputError(`${name} must be a ${whole ? 'whole ' : ''}number ${range(bounds)}`.trim());
  }
  return value;
}

export function number(fields: Fields, name: string, bounds: Bounds = {}): number {
  return optionalNumber(fields, name, bounds) ?? missing(name);
}

/** A misspelt field would do nothing and not be noticed. */
export function refuseUnknown(fields: Fields, known: readonly string[]) {
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new InputError(`unknown: ${unknown.join(', ')}; known: ${known.join(', ')}`);
}

function missing(name: string): never {
  throw new InputError(`${name} is missing`);
}

function range({ least, most }: Bounds): string {
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}`;
  if (least !== undefined) return `of at least ${least}`;
  return most === undefined ? '' : `of at most ${most}`;
}
