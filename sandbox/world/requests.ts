import { isFields } from '../fields.ts';
import { type Fields, Refusal, type SeatRange } from '../types.ts';
import { isDate } from './dates.ts';

const malformed = 4002;

/** Text, or a number where text is meant. */
export function text(request: Fields, name: string): string {
  return optionalText(request, name) ?? refuse(`${name} is missing`);
}

export function optionalText(request: Fields, name: string): string | null {
  const value = request[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : refuse(`${name} must be text`);
}

/** A whole number of at least 1, or text holding one. */
export function whole(request: Fields, name: string, most = 1_000_000): number {
  const value = Number(text(request, name));
  if (!Number.isInteger(value) || value < 1 || value > most) refuse(`${name} must be a whole number from 1 to ${most}`);
  return value;
}

export function flag(request: Fields, name: string): boolean {
  const value = text(request, name);
  return value === 'Y' || value === 'N' ? value === 'Y' : refuse(`${name} must be Y or N`);
}

export function date(request: Fields, name: string): string {
  const value = text(request, name);
  return isDate(value) ? value : refuse(`${name} must be a date, YYYY-MM-DD`);
}

/** `"90.00"` as cents. */
export function cents(request: Fields, name: string): number {
  return centsOf(text(request, name)) ?? refuse(`${name} must be an amount such as 90.00`);
}

export function centsOf(amount: string): number | null {
  return /^\d{1,9}(\.\d{1,2})?$/.test(amount) ? Math.round(Number(amount) * 100) : null;
}

/** Ranges of seats, first to last, both included. */
export function ranges(request: Fields, name: string): SeatRange[] {
  const value = request[name];
  if (!Array.isArray(value) || value.length === 0) return refuse(`${name} must be a list of seats`);
  return value.map((one: unknown) => {
    if (!isFields(one)) return refuse(`${name} must hold section_name, row_name, first_seat and last_seat`);
    const [firstSeat, lastSeat] = [whole(one, 'first_seat'), whole(one, 'last_seat')];
    if (lastSeat < firstSeat || lastSeat - firstSeat >= 1000) refuse(`${name}: last_seat does not follow first_seat`);
    return { sectionName: text(one, 'section_name'), rowName: text(one, 'row_name'), firstSeat, lastSeat };
  });
}

export function amount(value: number): string {
  return (value / 100).toFixed(2);
}

/** `YYYY-MM-DDTHH:MM:SSZ` */
export function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function refuse(detail: string): never {
  throw new Refusal(malformed, detail);
}
