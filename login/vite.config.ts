import { defineConfig } from 'vite'

/**
 * Two entries: `sign-in` (the application on the interaction page) and `page` (copy buttons and language switch of the
 * server-rendered pages). The server writes the HTML, finds the hashed names in dist/manifest.json, and both entries
 * share the one style sheet.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    cssCodeSplit: false,
    // Inline SVG in the style sheet is allowed by `img-src data:`, and it saves a request each.
    assetsInlineLimit: 4096,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { 'sign-in': 'src/main.tsx', page: 'src/page.ts' } },
  },
})
