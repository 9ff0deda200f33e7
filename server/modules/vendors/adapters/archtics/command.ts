import type { z } from 'zod';
import type { Request } from './wire.ts';

/** One command of the vendor as an operation of ours asks it. */
export type Command<A> = {
  /** The operation, in our words. */
  operation: string;
  eventCode: string | null;
  /**
   * What a second time does: nothing, it only reads; the `same` once more, so nothing new; or it `acts` again. Only what
   * acts is never repeated.
   */
  effect: 'reads' | 'same' | 'acts';
  request: Request;
  /** Whether the vendor's own words about it may name a person: then they are kept nowhere. */
  isAboutAPerson: boolean;
  answer: z.ZodType<A>;
  /** Says what contradicts the request, so that the answer is not to be believed; else null. */
  doubt: (answer: A) => string | null;
  /** Refusals that are an answer; undefined for those that are not. */
  meaning: (result: number) => { answer: A } | undefined;
};

type Given<A> = Pick<Command<A>, 'operation' | 'effect' | 'request' | 'answer'> & Partial<Command<A>>;

/** A command with what is not said of it left at its plainest. */
export function makeCommand<A>(given: Given<A>): Command<A> {
  return {
    eventCode: null,
    isAboutAPerson: false,
    doubt: () => null,
    meaning: () => undefined,
    ...given,
  };
}
