import { Liquid } from 'liquidjs'

/** Longest template, in characters. */
export const maxTemplate = 65_536

// No loop, no capture, no include: the work of a render is bounded by the length of its template.
const tags = new Set(['if', 'unless', 'case', 'assign', 'comment', 'raw', '#'])

// Not `raw`, which would take a value past the escaping. Each of these counts what it makes against `memoryLimit`.
const filters = new Set([
  'append',
  'capitalize',
  'default',
  'downcase',
  'prepend',
  'remove',
  'replace',
  'size',
  'strip',
  'truncate',
  'upcase',
  'url_encode',
])

/** What the library hands to an output function as `this`. */
interface Output {
  context: { memoryLimit: { use(count: number): void } }
}

/**
 * A Liquid that knows only what is put into it: no files, few tags and filters, own properties, no unknown name (except as the
 * condition of an `if` and before `default`). Whatever it writes goes through `escaped` and counts against one bound.
 */
function createEngine(escaped: (text: string) => string): Liquid {
  const engine = new Liquid({
    templates: {},
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    parseLimit: maxTemplate,
    /** Characters that one render may make. */
    memoryLimit: 262_144,
    /** Milliseconds: the last resort, never met by what the other bounds let through. */
    renderLimit: 2_000,
    outputEscape: function (this: unknown, value: unknown) {
      const text = escaped(String(value ?? ''))
      ;(this as Output).context.memoryLimit.use(text.length)
      return text
    },
  })
  for (const name of Object.keys(engine.tags)) if (!tags.has(name)) delete engine.tags[name]
  for (const name of Object.keys(engine.filters)) if (!filters.has(name)) delete engine.filters[name]
  return engine
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' }

export const htmlEngine = createEngine((text) => text.replace(/[&<>"']/g, (character) => entities[character] as string))
export const textEngine = createEngine((text) => text)
