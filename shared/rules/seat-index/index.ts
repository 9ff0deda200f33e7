export { buildSeatIndex } from './build.ts';
export { withoutSeats, withSection } from './edit.ts';
export { findBlocks, nearestBlocks, standingOf } from './find.ts';
export { countBy, countSeatsOf, isBlockFree, runsOf } from './read.ts';
export { sameSeats } from './same.ts';
export type * from './types.ts';
