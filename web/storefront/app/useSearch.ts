import { useCallback, useEffect, useState } from 'react';

export type SetSearch = (changes: Readonly<Record<string, string | null>>) => void;

/**
 * What stands behind the question mark, such as filters. The first view knows nothing of it, because the server makes it
 * for everybody; it comes right after. Changes do not add to where the back button leads.
 */
export function useSearch(): [search: URLSearchParams, set: SetSearch] {
  const [search, setSearch] = useState(() => new URLSearchParams());
  useEffect(() => {
    if (location.search !== '') setSearch(new URLSearchParams(location.search));
  }, []);
  const set: SetSearch = useCallback((changes) => {
    const next = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    history.replaceState(null, '', next.size === 0 ? location.pathname : `${location.pathname}?${next}`);
    setSearch(next);
  }, []);
  return [search, set];
}
