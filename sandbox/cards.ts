import { randomBytes } from 'node:crypto';
import { text } from './fields.ts';
import type { Fields } from './types.ts';
import type { Outcome } from './world/tokens.ts';

type TestCard = { outcome: Outcome; asksBank?: true };

/** The only cards there are. */
const testCards: Readonly<Record<string, TestCard>> = {
  '4242424242424242': { outcome: 'visa' },
  '4000000000000002': { outcome: 'declined' },
  '4000002500003155': { outcome: 'visa', asksBank: true },
  '4000000000009235': { outcome: 'challenge' },
  '4000000000009987': { outcome: 'slow' },
};

/** What stands against a card; the form has words for each. */
export type CardFault = 'number' | 'unknown' | 'expiry' | 'expired' | 'code';
/** `asksBank`: the token is good once the card's bank has agreed, which the form asks for. */
export type Tokenised = { token: string; lastFour: string; asksBank: boolean } | { fault: CardFault };

/** A one-time token for a test card. `now` is in milliseconds. Throws `InputError` when a field is not there. */
export function tokenise(sent: Fields, now: number): Tokenised {
  const number = text(sent, 'number').replace(/[\s-]/g, '');
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number)) return { fault: 'number' };
  const card = testCards[number];
  if (card === undefined) return { fault: 'unknown' };
  const fault = expiryFault(text(sent, 'expiry'), now) ?? codeFault(text(sent, 'code'));
  if (fault !== null) return { fault };
  const token = `tok_${card.outcome}_${randomBytes(12).toString('hex')}`;
  return { token, lastFour: number.slice(-4), asksBank: card.asksBank ?? false };
}

/** A card is good to the end of its month. */
function expiryFault(expiry: string, now: number): CardFault | null {
  const [, month = '', year = ''] = /^(\d{1,2})\s*\/?\s*(?:20)?(\d{2})$/.exec(expiry.trim()) ?? [];
  if (Number(month) < 1 || Number(month) > 12) return 'expiry';
  return Date.UTC(2000 + Number(year), Number(month)) <= now ? 'expired' : null;
}

function codeFault(code: string): CardFault | null {
  return /^\d{3,4}$/.test(code.trim()) ? null : 'code';
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
