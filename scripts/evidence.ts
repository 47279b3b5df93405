// What the tests have shown, and what the coverage page may therefore claim. Each test file has a record of its own.
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type EventRow, events } from '@menshen/contract/events'
import type { Evidence } from '../test/kit/evidence.ts'

type Claimed = Exclude<Evidence['kind'], 'event'>

/** By kind and thing, the test file that shows it at each door. */
export type Claims = Record<Claimed, Record<string, Record<string, string>>>

/** What one test file shows, by door: `code 2006`, `operation Mutation.loginByEmail`. */
type FileRecord = Record<string, string[]>

const records = join(import.meta.dirname, '../docs/reference/evidence')

/** The test files that have a record. */
export function recordedFiles(): string[] {
  return globSync('**/*.json', { cwd: records }).map((path) => path.replaceAll('\\', '/').slice(0, -'.json'.length))
}

/** What the committed records claim. */
export function readClaims(): Claims {
  const recorded = recordedFiles().flatMap((file) => {
    const doors: FileRecord = JSON.parse(readFileSync(join(records, `${file}.json`), 'utf8'))
    return Object.entries(doors).flatMap(([door, shown]) => shown.map((thing) => ({ file, door, ...thingOf(thing) })))
  })
  return claimsOf(recorded)
}

function thingOf(thing: string): { kind: Claimed; what: string } {
  const end = thing.indexOf(' ')
  return { kind: thing.slice(0, end) as Claimed, what: thing.slice(end + 1) }
}

/** Writes what the run in `directory` has shown as the records of `files`; those of them that show nothing have none. */
export function writeRecords(directory: string, files: readonly string[]): void {
  const noted = Map.groupBy(notesIn(directory), ({ file }) => file)
  for (const file of files) {
    const path = join(records, `${file}.json`)
    const record = recordOf(noted.get(file) ?? [])
    if (Object.keys(record).length === 0) {
      rmSync(path, { force: true })
      continue
    }
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`)
  }
}

function recordOf(notes: readonly Evidence[]): FileRecord {
  const things = notes.flatMap(({ kind, what, door }) => (kind === 'event' ? [] : { door, thing: `${kind} ${what}` }))
  const doors = Map.groupBy(things, ({ door }) => door)
  return sorted(
    Object.fromEntries(
      [...doors].map(([door, shown]) => [door, [...new Set(shown.map(({ thing }) => thing))].sort()] as const),
    ),
  )
}

function notesIn(directory: string): Evidence[] {
  return readdirSync(directory)
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as Evidence)
}

/** Events of the catalogue that no test of the run has brought about, except those that the history of sign-ins carries. */
export function untoldEvents(directory: string): string[] {
  const told = new Set(notesIn(directory).flatMap(({ kind, what }) => (kind === 'event' ? what : [])))
  return Object.entries<EventRow>(events).flatMap(([name, { carrier }]) => (carrier || told.has(name) ? [] : name))
}

/** What the tests of one run have noted in `directory`. */
export function collect(directory: string): Claims {
  return claimsOf(notesIn(directory))
}

/** In a stable order, and of the files that show a thing the first: nothing may change with the order in which files happened to run. */
function claimsOf(notes: readonly Evidence[]): Claims {
  const claims: Claims = { code: {}, operation: {} }
  for (const { kind, what, door, file } of notes) {
    if (kind === 'event') continue
    const doors = claims[kind][what] ?? {}
    claims[kind][what] = doors
    if (!doors[door] || file < doors[door]) doors[door] = file
  }
  const byDoor = (things: Claims[Claimed]) =>
    sorted(Object.fromEntries(Object.entries(things).map(([what, doors]) => [what, sorted(doors)])))
  return { code: byDoor(claims.code), operation: byDoor(claims.operation) }
}

function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Claims of `record` that `shown` does not show: `code 2006 at GraphQL V2`. */
export function unproven(record: Claims, shown: Claims): string[] {
  return (['code', 'operation'] as const).flatMap((kind) =>
    Object.entries(record[kind]).flatMap(([what, doors]) =>
      Object.keys(doors)
        .filter((door) => !shown[kind][what]?.[door])
        .map((door) => `${kind} ${what} at ${door}`),
    ),
  )
}
