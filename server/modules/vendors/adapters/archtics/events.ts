import type { EventQuery, FoundEvents, Vendor } from '../../vendors.types.ts';
import type { Operate } from './caller.ts';
import { makeCommand } from './command.ts';
import { answers, requests } from './wire.ts';

/** Codes in one request: enough for a season, and a list that any server takes. */
const mostCodes = 100;

export function eventsBy(operate: Operate): Pick<Vendor, 'ping' | 'findEvents'> {
  return {
    ping: (options) =>
      operate(options, async (call) => {
        await call(
          makeCommand({ operation: 'ping', effect: 'reads', request: requests.ping(), answer: answers.nothing }),
        );
      }),
    findEvents: (query, options) =>
      operate(options, async (call) => {
        const parts: FoundEvents[] = [];
        for (const part of inParts(query)) parts.push(await call(eventsOf(part)));
        return { events: parts.flatMap((part) => part.events), odd: parts.flatMap((part) => part.odd) };
      }),
  };
}

function eventsOf(query: EventQuery) {
  const request = requests.events(query);
  return makeCommand({ operation: 'findEvents', effect: 'reads', request, answer: answers.events });
}

/** The list of codes is one text with commas: a code with a comma, or none, cannot be one of the vendor's. */
function inParts(query: EventQuery): EventQuery[] {
  if (query.kind !== 'codes') return [query];
  const codes = [...new Set(query.codes)].filter((code) => code.trim() !== '' && !code.includes(','));
  const parts: EventQuery[] = [];
  for (let from = 0; from < codes.length; from += mostCodes) {
    parts.push({ kind: 'codes', codes: codes.slice(from, from + mostCodes) });
  }
  return parts;
}
