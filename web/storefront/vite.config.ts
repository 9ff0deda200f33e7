import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const out = '../../dist/web/storefront';
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Built twice from the same sources: `public` is what browsers load, `server` is what the server makes the first view
 * with. Both name the classes of the style sheets alike.
 */
export default defineConfig(({ isSsrBuild }) => ({
  base: '/storefront/',
  plugins: [react()],
  ssr: { noExternal: true },
  // the server's React is the one of production too, whatever the environment says
  ...(isSsrBuild && { define: { 'process.env.NODE_ENV': '"production"' } }),
  build: {
    outDir: isSsrBuild ? `${out}/server` : `${out}/public`,
    emptyOutDir: true,
    target: 'es2022',
    // the content security policy takes files of our own only, never what is written into a style sheet
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: fileOf(isSsrBuild ? 'render.tsx' : 'main.tsx'),
      ...(isSsrBuild && { output: { codeSplitting: false } }),
    },
    ...(!isSsrBuild && { manifest: 'manifest.json' }),
  },
}));
