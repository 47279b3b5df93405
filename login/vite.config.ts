import { defineConfig, type Plugin } from 'vite'

/**
 * What is loaded late here (the words of the other language) has no style sheet and no parts of its own, so there is nothing
 * to load ahead of it; Vite's helper for that would be a fiftieth of the sign-in page.
 */
const loadLateAsItIs: Plugin = {
  name: 'load-late-as-it-is',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null),
}

/**
 * Three entries: `sign-in` (the application on the sign-in page), `page` (copy buttons and language switch of the
 * server-rendered pages) and `account` (the user centre). The server writes the HTML and finds the hashed names in
 * dist/manifest.json. All share one style sheet; what the user centre needs beside it is its own.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [loadLateAsItIs],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    // Inline SVG in the style sheet is allowed by `img-src data:`, and it saves a request each.
    assetsInlineLimit: 4096,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { 'sign-in': 'src/main.tsx', page: 'src/page.ts', account: 'src/account/main.tsx' },
      // Importing from there does nothing by itself, which the package does not say: else the sign-in page would carry what
      // only the user centre calls.
      treeshake: { moduleSideEffects: (id: string) => !id.includes('/@simplewebauthn/') },
    },
  },
})
