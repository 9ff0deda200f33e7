import { type RefObject, useInsertionEffect, useRef } from 'react';

/** The function as it was given last, for what is made once and calls it later, after an event. */
export function useLatest<F>(given: F): RefObject<F> {
  const latest = useRef(given);
  useInsertionEffect(() => {
    latest.current = given;
  });
  return latest;
}
