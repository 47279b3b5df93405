import { createRequire } from 'node:module'

interface Highlighter {
  registerLanguage(name: string, grammar: unknown): void
  highlight(code: string, options: { language: string }): { value: string }
}

// Not imported: the package's types would bring those of browsers into every file of the server.
const load = createRequire(import.meta.url)
const highlighter = load('highlight.js/lib/core') as Highlighter

/** The languages of the guides, and the grammar for each; what is written in another stays plain. */
const grammars = {
  sh: 'bash',
  graphql: 'graphql',
  ini: 'ini',
  js: 'javascript',
  ts: 'typescript',
  json: 'json',
  nginx: 'nginx',
  sql: 'sql',
}
for (const [name, grammar] of Object.entries(grammars))
  highlighter.registerLanguage(name, load(`highlight.js/lib/languages/${grammar}`))

/** HTML of a block of code, escaped, in which parts have a class by what they are. Empty: nobody knows the language. */
export function highlightCode(code: string, language: string): string {
  return Object.hasOwn(grammars, language) ? highlighter.highlight(code, { language }).value : ''
}
