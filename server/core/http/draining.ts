import type { FastifyInstance } from 'fastify';

export type Draining = {
  /** True from the moment the server was asked to close. */
  isClosing: () => boolean;
  /** Runs `act` at that moment, or at once when it has passed; the answered function takes it back. */
  onClosing: (act: () => void) => () => void;
};

/**
 * A close that loses nothing: new connections and requests are refused, requests in flight are answered and their
 * connections closed after them. What is left after `deadline` milliseconds is cut off.
 */
export function addDraining(app: FastifyInstance, deadline: number): Draining {
  const acts = new Set<() => void>();
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const act of acts) act();
    // a server that never listened has no connection to cut off and says nothing when it closes
    const timer = setTimeout(() => app.server.closeAllConnections(), deadline).unref();
    app.server.once('close', () => clearTimeout(timer));
  });
  app.addHook('onSend', async (_request, response) => {
    if (isClosing) response.header('connection', 'close');
  });
  app.addHook('onResponse', async () => {
    if (isClosing) setImmediate(() => app.server.closeIdleConnections());
  });
  return {
    isClosing: () => isClosing,
    onClosing(act) {
      if (isClosing) act();
      acts.add(act);
      return () => acts.delete(act);
    },
  };
}
