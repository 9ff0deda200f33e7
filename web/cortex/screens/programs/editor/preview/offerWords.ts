import type { Output } from '../../../../../api/contract.ts';
import type { Tone } from '../../../../../ui/StatusBadge.tsx';
import { formatInstant } from '../../../../../ui/When.tsx';

type Offer = Output<'GET /api/stores/{storeKey}/offer-preview'>['offer'];

/** What these fans find at this instant. */
export function offerInWords(offer: Offer, zone: string): { tone: Tone; label: string; words: string } {
  switch (offer.state) {
    case 'open': {
      const count = offer.events.length;
      const words = count === 0 ? 'Open, but nothing is left to sell.' : `Open, with ${countOfEvents(count)} on offer.`;
      return { tone: count === 0 ? 'warning' : 'positive', label: 'Open', words };
    }
    case 'opens_later':
      return { tone: 'info', label: 'Opens later', words: `Opens ${formatInstant(offer.opensAt, zone)} (${zone}).` };
    case 'gated':
      return offer.gate === 'sign_in'
        ? { tone: 'info', label: 'Sign-in needed', words: 'These fans are asked to sign in before they see it.' }
        : { tone: 'warning', label: 'Refused', words: 'These fans are not let in: the gate names others.' };
    case 'closed':
      return { tone: 'neutral', label: 'Closed', words: 'Nothing is offered.' };
  }
}

function countOfEvents(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}
