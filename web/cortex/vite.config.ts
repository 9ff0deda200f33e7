import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const base = '/cortex/';

/** A script of its own before all others: the content security policy takes no inline one. */
const colorSchemeFirst: Plugin = {
  name: 'color-scheme-first',
  transformIndexHtml: () => [{ tag: 'script', attrs: { src: `${base}color-scheme.js` }, injectTo: 'head-prepend' }],
};

export default defineConfig({
  base,
  plugins: [react(), colorSchemeFirst],
  html: { cspNonce: '__STYLE_NONCE__' },
  build: {
    outDir: '../../dist/web/cortex',
    emptyOutDir: true,
    // The content security policy takes fonts from our own address only, never from the style sheet itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
