/** What a payment with a token comes to: sandbox/README.md. */
const outcomes = ['visa', 'declined', 'challenge', 'slow'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a token stands for; null when it is none. Tokens without a tail are for programs, and good any number of times. */
export function readToken(token: string): { outcome: Outcome; isOneTime: boolean } | null {
  const [, name, tail] = /^tok_([a-z]+)(_[0-9a-f]{24})?$/.exec(token) ?? [];
  const outcome = outcomes.find((one) => one === name);
  return outcome === undefined ? null : { outcome, isOneTime: tail !== undefined };
}
