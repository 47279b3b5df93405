import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** One import of a file of the house. */
export interface Import {
  /** Path below the root. */
  to: string
  /** Only types are taken, so that nothing is loaded. */
  typeOnly: boolean
}

/** Every TypeScript file of the house, below the root, and what it imports of the others; tests included. */
export function importGraph(): Map<string, Import[]> {
  const paths = globSync(
    [
      'contract/**/*.ts',
      'server/**/*.ts',
      'login/src/**/*.{ts,tsx}',
      'scripts/**/*.ts',
      'test/**/*.ts',
      'bench/**/*.ts',
    ],
    { cwd: root },
  )
    .filter((path) => !path.includes('node_modules'))
    .sort()
  const known = new Set(paths)
  return new Map(paths.map((path) => [path, importsOf(path).filter(({ to }) => known.has(to))]))
}

const statement = /^(?:import|export)\s+(type\s+)?([^'"]*?)\s*from\s+'([^']+)'|import\('([^']+)'\)|^import '([^']+)'/gm

function importsOf(path: string): Import[] {
  const text = readFileSync(join(root, path), 'utf8')
  return [...text.matchAll(statement)].map(([, type, names = '', ...specifiers]) => {
    const inner = /^\{(.*)\}$/s
      .exec(names)?.[1]
      ?.split(',')
      .map((name) => name.trim())
    const typeOnly = type !== undefined || (inner?.filter(Boolean).every((name) => name.startsWith('type ')) ?? false)
    return { to: targetOf(path, specifiers.find((specifier) => specifier !== undefined) ?? ''), typeOnly }
  })
}

/** Where a specifier leads, below the root; whatever is no path of the house is no file of it either. */
function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith('#server/')) return specifier.slice(1)
  if (specifier.startsWith('#')) return `server/${specifier.slice(1)}`
  if (specifier.startsWith('@menshen/contract/')) return `contract/${specifier.slice('@menshen/contract/'.length)}.ts`
  return specifier.startsWith('.') ? relative(root, join(root, dirname(path), specifier)) : specifier
}

/** Files that reach themselves through others, circle by circle (Tarjan). */
export function circlesOf(graph: ReadonlyMap<string, readonly Import[]>): string[][] {
  const circles: string[][] = []
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  function visit(path: string): void {
    const rank = order.size
    order.set(path, rank)
    lowest.set(path, rank)
    open.push(path)
    for (const { to } of graph.get(path) ?? []) {
      if (!order.has(to)) visit(to)
      if (open.includes(to)) lowest.set(path, Math.min(lowest.get(path) ?? rank, lowest.get(to) ?? rank))
    }
    if (lowest.get(path) !== rank) return
    const circle = open.splice(open.indexOf(path))
    if (circle.length > 1) circles.push(circle.sort())
  }
  for (const path of graph.keys()) if (!order.has(path)) visit(path)
  return circles
}
