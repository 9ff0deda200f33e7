import { keepIn } from './keeping.ts';

const keptOf = (storeKey: string) =>
  keepIn(`flex.bought.${storeKey}`, (value): value is string => typeof value === 'string');

/** This tab has just bought it: its page says thank you. */
export function markBought(storeKey: string, orderId: string) {
  keptOf(storeKey).write(orderId);
}

export function isJustBought(storeKey: string, orderId: string): boolean {
  return keptOf(storeKey).read() === orderId;
}
