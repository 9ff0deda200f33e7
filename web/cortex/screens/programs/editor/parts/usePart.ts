import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';

/**
 * Which part of a stage is shown: the chosen one, else the one that the finding of the address is about (`prefix` and the
 * part's index begin its place), else the first.
 */
export function usePart(parts: readonly { id: string }[], prefix: string, all: readonly { id: string }[] = parts) {
  const { at } = useSearch({ from: '/app/stores/$storeKey/programs/$programId/$stage' });
  const [chosen, setChosen] = useState<{ id: string | null; at: string | undefined }>({ id: null, at: undefined });
  const asked = at !== undefined && chosen.at !== at ? all[indexIn(at, prefix)]?.id : undefined;
  const wanted = asked ?? chosen.id;
  const selected = parts.find(({ id }) => id === wanted) ?? parts[0];
  return { selectedId: selected?.id ?? null, select: (id: string | null) => setChosen({ id, at }) };
}

function indexIn(at: string, prefix: string): number {
  return at.startsWith(`${prefix}/`) ? Number.parseInt(at.slice(prefix.length + 1), 10) : -1;
}
