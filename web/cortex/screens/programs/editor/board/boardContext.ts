import { createContext, use } from 'react';
import type { LaneCodes, Target } from './boardPlaces.ts';

export type NamedLane = LaneCodes & { name: string };

type Board = {
  lanes: readonly NamedLane[];
  /** Puts events elsewhere, says so, and keeps the keyboard on the first of them. */
  place: (codes: readonly string[], target: Target) => void;
};

export const BoardContext = createContext<Board>({ lanes: [], place: () => undefined });

export function useBoard(): Board {
  return use(BoardContext);
}
