import { z } from 'zod';

/** A key people read in addresses. Descriptions here are what the documentation of the API shows. */
export const Key = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens, starting with a letter.')
  .describe('Lower-case letters, digits and single hyphens, starting with a letter.');
export function isKey(value: string): boolean {
  return Key.safeParse(value).success;
}
export const Id = z.uuid();
/** One line of text: names go into mail headers, file names and logs. */
export const Line = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, 'Use one line without control characters.');
export const Name = Line.min(1).max(120).describe('One line.');
/** Why somebody did it, in their words; kept in the audit. */
export const Reason = z.string().trim().min(3, 'Say why, in a few words.').max(500);
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email()).describe('An e-mail address.');
/** UTC, with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });
export const TimeZone = z
  .string()
  .refine(isTimeZone, 'Use an IANA time zone such as America/Los_Angeles.')
  .describe('An IANA time zone such as America/Los_Angeles.');
export const Currency = z
  .string()
  .refine(isCurrency, 'Use an ISO 4217 code such as USD.')
  .describe('An ISO 4217 code such as USD.');
export const Locale = z.enum(['en', 'es', 'fr']);
export type Locale = z.infer<typeof Locale>;

export const StoreParams = z.strictObject({ storeKey: Key });
export const ClientParams = z.strictObject({ clientKey: Key });

/** Lists are objects with a cursor; `next` is null on the last page. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value.includes('/') || value === 'UTC';
  } catch {
    return false;
  }
}

function isCurrency(value: string): boolean {
  return Intl.supportedValuesOf('currency').includes(value);
}
