/** What was pasted, sorted out. */
export type Pasted = {
  /** Addresses that are not in the list yet, each once. */
  added: string[];
  /** How many are in the list already, or were pasted twice. */
  knownCount: number;
  /** What is no address. */
  refused: string[];
};

/** One side of an address is at most 64 characters, the whole at most 254. */
const address = /^(?!\.)(?!.*\.\.)([a-z0-9_'+\-.]*)[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/;
const domain = /^\.?([a-z0-9-]+\.)*[a-z]{2,}$/;

export function isAddress(text: string): boolean {
  return text.length <= 254 && address.test(text);
}

/** `berkeley.edu`, or `.edu` for all below it. */
export function isDomain(text: string): boolean {
  return text.length <= 254 && domain.test(text);
}

/**
 * Addresses out of any text: one a line, a column or a row of a spreadsheet, or what a mail program copies, such as
 * `Ann Smith <ann@team.com>; bob@team.com`. Case does not matter.
 */
export function readAddresses(text: string, present: readonly string[]): Pasted {
  const known = new Set(present);
  const pasted: Pasted = { added: [], knownCount: 0, refused: [] };
  for (const word of wordsOf(text)) {
    if (!isAddress(word)) pasted.refused.push(word);
    else if (known.has(word)) pasted.knownCount += 1;
    else {
      known.add(word);
      pasted.added.push(word);
    }
  }
  return { ...pasted, refused: [...new Set(pasted.refused)] };
}

/** A part that has a bracketed address is that address; the name before it is left out. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\n\r\t,;]+/)
    .flatMap((part) => {
      const bracketed = [...part.matchAll(/<([^<>]+)>/g)].flatMap(([, inside]) =>
        inside === undefined ? [] : [inside],
      );
      return bracketed.length > 0 ? bracketed : part.split(/\s+/);
    })
    .map((word) => word.trim().replace(/^(mailto:|["'])|["']$/g, ''))
    .filter((word) => word !== '');
}

/** The present ones without those that the text names. */
export function withoutAddresses(present: readonly string[], text: string): string[] {
  const named = new Set(wordsOf(text));
  return present.filter((one) => !named.has(one));
}
