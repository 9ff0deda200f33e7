/** What the vendor's card form says to the page that frames it: docs/vendors/card-form.md. */
export type CardMessage =
  | { type: 'ready' }
  | { type: 'height'; px: number }
  | { type: 'entered' }
  | { type: 'confirming' }
  | { type: 'token'; token: string; lastFour: string }
  | { type: 'refused' };

/** The highest a form may make its frame, in pixels. */
const highest = 1_200;

/** A message of the form; null for whatever else a page is sent, by whomever. */
export function readMessage(data: unknown): CardMessage | null {
  if (typeof data !== 'object' || data === null || !('cardForm' in data) || data.cardForm !== 1) return null;
  const type = 'type' in data ? data.type : null;
  switch (type) {
    case 'ready':
    case 'entered':
    case 'confirming':
    case 'refused':
      return { type };
    case 'height':
      return 'px' in data && typeof data.px === 'number' && data.px > 0
        ? { type, px: Math.min(Math.ceil(data.px), highest) }
        : null;
    case 'token': {
      const token = 'token' in data && typeof data.token === 'string' ? data.token : '';
      const lastFour = 'lastFour' in data && typeof data.lastFour === 'string' ? data.lastFour : '';
      return token.length > 0 && token.length <= 500 ? { type, token, lastFour } : null;
    }
    default:
      return null;
  }
}

/** The address of the form for a page at an origin. */
export function frameAddress(url: string, origin: string, locale: string): string {
  const address = new URL(url);
  address.searchParams.set('origin', origin);
  address.searchParams.set('locale', locale);
  return address.href;
}

export const submitMessage = { cardForm: 1, type: 'submit' } as const;
