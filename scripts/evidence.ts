// What the tests have shown, and what the coverage page may therefore claim.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type EventRow, events } from '@menshen/contract/events'
import type { Evidence } from '../test/kit/evidence.ts'

type Claimed = Exclude<Evidence['kind'], 'event'>

/** By kind and thing, the test file that shows it at each door. */
export type Claims = Record<Claimed, Record<string, Record<string, string>>>

const recordPath = join(import.meta.dirname, '../docs/reference/evidence.json')

/** What the committed record claims. */
export function readClaims(): Claims {
  try {
    return JSON.parse(readFileSync(recordPath, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { code: {}, operation: {} }
    throw error
  }
}

export function writeClaims(claims: Claims): void {
  writeFileSync(recordPath, `${JSON.stringify(claims, null, 2)}\n`)
}

/** Sorted, so that the first file is kept: the record must not change with the order in which files happened to run. */
function notesIn(directory: string): Evidence[] {
  const lines = readdirSync(directory).flatMap((name) =>
    readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean),
  )
  return lines.sort().map((line) => JSON.parse(line) as Evidence)
}

/** Events of the catalogue that no test of the run has brought about, beside those that the history of sign-ins carries. */
export function untoldEvents(directory: string): string[] {
  const told = new Set(notesIn(directory).flatMap(({ kind, what }) => (kind === 'event' ? what : [])))
  return Object.entries<EventRow>(events).flatMap(([name, { carrier }]) => (carrier || told.has(name) ? [] : name))
}

/** What the tests of one run have noted in `directory`, in a stable order. */
export function collect(directory: string): Claims {
  const claims: Claims = { code: {}, operation: {} }
  for (const { kind, what, door, file } of notesIn(directory)) {
    if (kind === 'event') continue
    const doors = claims[kind][what] ?? {}
    claims[kind][what] = doors
    if (!doors[door] || file < doors[door]) doors[door] = file
  }
  return { code: sorted(claims.code), operation: sorted(claims.operation) }
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
