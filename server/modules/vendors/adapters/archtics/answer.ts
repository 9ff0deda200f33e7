import { VendorFailure } from '../../vendors.types.ts';
import type { Command } from './command.ts';
import { placesOf } from './places.ts';
import { redact } from './redaction.ts';
import type { Sent } from './transport.ts';
import { answerEnvelope, envelopeResults, reasonOfResult, setupResults } from './wire.ts';

/**
 * The answer to a command. A result that is not 0 is a refusal, known or not; whatever is not wholly understood, or
 * answers something else, is `unknown`. No failure quotes the answer, but for the vendor's words, redacted,
 * and not even those where they may name a person.
 */
export function readAnswer<A>(
  { text, wasPolled }: Sent,
  command: Command<A>,
  asked: { ref: string; secrets: readonly string[] },
): { answer: A; note: string | null } {
  const read = answerEnvelope.safeParse(parseJson(text));
  if (!read.success) throw odd(`the answer is no envelope: ${placesOf(read.error)}`);
  const { command1, header } = read.data;
  if (command1.cmd !== command.request.cmd || command1.ref !== asked.ref) throw odd('the answer is to another request');
  if (command1.result !== 0) {
    // A poll repeats what was accepted once: that it is not understood now says nothing of what was done.
    if (wasPolled && envelopeResults.has(command1.result)) throw odd(`${command1.result} to a poll`);
    const meaning = command.meaning(command1.result);
    if (meaning !== undefined) return { ...meaning, note: String(command1.result) };
    const words = command.isAboutAPerson ? '' : redact(command1.error_detail ?? '', asked.secrets);
    throw refusal(command1.result, words);
  }
  if ((header?.result ?? 0) !== 0) throw odd(`the header's result is ${header?.result}`);
  const answer = command.answer.safeParse(command1);
  if (!answer.success) throw odd(`the answer is not understood: ${placesOf(answer.error)}`);
  const doubt = command.doubt(answer.data);
  if (doubt !== null) throw odd(doubt);
  return { answer: answer.data, note: null };
}

function refusal(result: number, words: string): VendorFailure {
  const reason = reasonOfResult(result);
  const detail = `${result}: ${words === '' ? reason.replaceAll('_', ' ') : words}`;
  return setupResults.has(result)
    ? new VendorFailure('setup', detail)
    : new VendorFailure('refused', detail, { reason });
}

function odd(detail: string): VendorFailure {
  return new VendorFailure('unknown', detail);
}

/** The parser's own error quotes the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
