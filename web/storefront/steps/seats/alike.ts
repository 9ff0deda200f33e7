import type { Block, Cart } from '../../../../shared/contract/carts.ts';
import { isSameBlock, toBlocks } from '../../buying/blocks.ts';

type Game = Pick<Cart['events'][number], 'eventCode' | 'state' | 'seats'>;

/**
 * The games in which the seats picked at one are looked for: that one and those without seats. Who has seats everywhere may
 * still want these everywhere: then all, but those that have them already, which keep them.
 */
export function gamesAlike(games: readonly Game[], eventCode: string, block: Block): string[] {
  const open = games.filter((game) => game.state === 'pending' || game.eventCode === eventCode);
  const asked = open.length > 1 ? open : games.filter((game) => game.eventCode === eventCode || !hasBlock(game, block));
  return asked.map((game) => game.eventCode);
}

function hasBlock({ seats }: Game, block: Block): boolean {
  const [only, ...more] = toBlocks(seats);
  return only !== undefined && more.length === 0 && isSameBlock(only, block);
}
