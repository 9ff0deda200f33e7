import { StrictMode } from 'react';
import { type App, AppContext } from './context.ts';
import { Shell } from './shell/Shell.tsx';

/** The whole page: the server and the browser make the same of the same app. */
export function StorefrontPage({ app }: { app: App }) {
  return (
    <StrictMode>
      <AppContext value={app}>
        <Shell />
      </AppContext>
    </StrictMode>
  );
}
