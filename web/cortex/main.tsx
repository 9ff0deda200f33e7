import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sessionEvents } from '../api/client.ts';
import { UiProvider } from '../ui/UiProvider.tsx';
import { makeQueryClient } from './queryClient.ts';
import { makeRouter } from './router.tsx';
import { leaveForSignIn } from './signedOut.ts';

const queries = makeQueryClient();
const router = makeRouter(queries);
sessionEvents.addEventListener('ended', () => leaveForSignIn(router, queries));

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Where the library that locks scrolling behind a dialog looks for the nonce of its style element.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <UiProvider nonce={nonce}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </UiProvider>
  </StrictMode>,
);
