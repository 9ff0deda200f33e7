/**
 * Who did something, by the name that is kept with it, inside a sentence: people and keys by their own names, the command
 * line by whose it was, and what the product did by itself without the inner name of its work.
 */
export function whoInWords(name: string): string {
  if (name === 'stores.created') return 'the product, when the store was made';
  if (name === 'anonymous') return 'nobody signed in';
  if (name.startsWith(commandLine)) return `${name.slice(commandLine.length)} at the command line`;
  return ownWork.test(name) ? 'the product' : name;
}

/** The same where it begins a line. */
export function whoAtStart(name: string): string {
  const words = whoInWords(name);
  return words === name ? name : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const commandLine = 'cli:';
/** A job is named by its module and by what it does. */
const ownWork =
  /^(system|demo|sign-in|invitation|(outbox|live|audit|stores|identity|vendors|fans|venues|events|suites|inventory|programs|pricing|checks|lifecycle|catalog|carts|checkout|webhooks|insights)(\.[a-z_.]+)?)$/;
