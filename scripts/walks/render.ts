import { floors } from '../../test/house/floors.ts'
import type { Footprints } from './recorder.ts'

/** What one leg of a walk passed. */
export interface Passed {
  leg: string
  footprints: Footprints
}

/** From the wire to the ground; a file belongs to the first that its path begins with. */
const levels = [
  'server/surface',
  ...floors.map((floor) => `server/domain/${floor}`).reverse(),
  'server/work',
  'server/platform',
  'server',
  'contract',
]

const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'))

function together(walk: readonly Passed[]): Footprints {
  const all: Footprints = new Map()
  for (const { footprints } of walk)
    for (const [file, places] of footprints) all.set(file, new Set([...(all.get(file) ?? []), ...places]))
  return all
}

function countsOf(footprints: Footprints): string {
  const functions = [...footprints.values()].reduce((sum, { size }) => sum + size, 0)
  return `${footprints.size} | ${functions} | ${new Set([...footprints.keys()].map(folderOf)).size}`
}

/** Files by the floor, and within it by room, both in the order in which the walk came to them. */
function linesOfFloors(files: readonly string[]): string[] {
  const levelOf = (file: string) => levels.find((level) => file.startsWith(`${level}/`)) ?? ''
  const byLevel = Map.groupBy(files, levelOf)
  return levels.flatMap((level) => {
    const inLevel = byLevel.get(level)
    if (!inLevel) return []
    const byRoom = Map.groupBy(inLevel, folderOf)
    const rooms = [...byRoom].map(([room, list]) => {
      const names = list.map((file) => file.slice(room.length + 1)).join(', ')
      return `${room === level ? '' : `**${room.slice(level.length + 1)}** `}${names}`
    })
    return [`| \`${level}\` | ${rooms.join('; ')} |`]
  })
}

function renderWalk(walk: readonly Passed[]): string {
  const all = together(walk)
  const legs = walk.length > 1 ? walk.map(({ leg, footprints }) => `| ${leg} | ${countsOf(footprints)} |`) : []
  return [
    '| Recorded | Files | Functions | Rooms |',
    '| --- | --- | --- | --- |',
    ...legs,
    `| ${walk.length > 1 ? 'together' : walk[0]?.leg} | ${countsOf(all)} |`,
    '',
    '| Floor | Files |',
    '| --- | --- |',
    ...linesOfFloors([...all.keys()]),
  ].join('\n')
}

export interface Page {
  text: string
  /** Files that the page names by hand in a walk that did not pass them. */
  invented: string[]
}

/** Puts what was recorded between the marks of that walk, and looks at the table that stands by hand above them. */
export function replaceWalk(page: string, name: string, walk: readonly Passed[]): Page {
  const [begin, end] = [`<!-- Recorded: ${name} -->`, '<!-- /Recorded -->']
  const from = page.indexOf(begin)
  const to = page.indexOf(end, from)
  if (from < 0 || to < 0) throw new Error(`docs/walks.md has no marks for "${name}"`)
  const text = `${page.slice(0, from)}${begin}\n\n${renderWalk(walk)}\n\n${page.slice(to)}`
  const files = [...together(walk).keys()]
  const written = page.slice(page.lastIndexOf('\n## ', from), from)
  const named = [...written.matchAll(/`([\w/.-]+\.ts)`/g)].map(([, file = '']) => file)
  return { text, invented: named.filter((file) => !files.some((path) => path.endsWith(`/${file}`))) }
}
