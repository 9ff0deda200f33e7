import { useState } from 'react';

/**
 * The one-time token of a link. It stands after the `#`, which no server sees; reading it takes it out of the address,
 * so that it stays neither in the history nor on the screen.
 */
export function useLinkToken(): string | null {
  const [token] = useState(takeToken);
  return token;
}

function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null || token === '') return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}
