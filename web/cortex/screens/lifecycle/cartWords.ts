import type { CartCounts } from './lifecycleApi.ts';

/** What a switch, or closing, means for the carts in flight; a sentence each. */
export function cartsInWords(
  { choosing, holding, paying }: Pick<CartCounts, 'choosing' | 'holding' | 'paying'>,
  isClosing: boolean,
): string[] {
  if (choosing + holding + paying === 0) return ['Nobody is buying at this moment.'];
  return [
    ...(holding === 0
      ? []
      : [`${carts(holding)} ${holds(holding)} seats: they keep the offer and the prices they started with.`]),
    ...(paying === 0 ? [] : [`${carts(paying)} ${is(paying)} paying: the vendor finishes these sales as they are.`]),
    ...(choosing === 0
      ? []
      : [
          `${carts(choosing)} ${holds(choosing, 'is', 'are')} still choosing and ${holds(choosing, 'holds', 'hold')} nothing: ${
            isClosing ? 'fans are told that the store is closed.' : 'fans are shown what changed in their choice.'
          }`,
        ]),
  ];
}

function carts(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'cart' : 'carts'}`;
}

function holds(count: number, one = 'holds', many = 'hold'): string {
  return count === 1 ? one : many;
}

function is(count: number): string {
  return holds(count, 'is', 'are');
}
