import { z } from 'zod';

/** How the wire writes amounts, numbers and moments. Everything here reads text without ever guessing. */

/** Ten million of a currency's main unit is more than any cart; what is above it is garbage. */
const amountText = /^\d{1,7}\.\d{2}$/;

/** `"90.00"` is 9000 cents; null for everything that is not digits, a point and two digits. */
export function centsOf(text: string): number | null {
  return amountText.test(text) ? Number(text.replace('.', '')) : null;
}

/** 9000 cents are `"90.00"`. */
export function amountOf(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A whole number, or text holding one, from 0; null for everything else. */
export function countOf(value: unknown): number | null {
  if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Text, or a number where the vendor wrote a code without quotes; null for everything else and for the empty text. */
export function labelOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

export const cents = z.string().transform((text, ctx) => centsOf(text) ?? refuse(ctx, 'not an amount'));
export const count = z.unknown().transform((value, ctx) => countOf(value) ?? refuse(ctx, 'not a whole number'));
export const label = z.unknown().transform((value, ctx) => labelOf(value) ?? refuse(ctx, 'no text'));
export const date = z.iso.date();
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of day');
export const instant = z.iso.datetime({ precision: 0 }).transform((text) => new Date(text));

/** What may be missing, empty or null is null. */
export function maybe<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());
}

function refuse(ctx: z.RefinementCtx, message: string): never {
  ctx.issues.push({ code: 'custom', message, input: undefined });
  return z.NEVER;
}
