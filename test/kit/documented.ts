// Every answer of the REST door that a test sees is held against what the row says of it.
import assert from 'node:assert/strict'
import { Compile } from 'typebox/compile'
import { restRows } from '#surface/rest/doors.ts'
import type { RestRow } from '#surface/rest/engine/row.ts'
import { atEndOfFile } from './at-end.ts'

interface Known {
  row: RestRow
  parameters: number
  fits: RegExp
  check?: ReturnType<typeof Compile>
}

/** Rows with fewer parameters first: `users/me` is no id. */
const known: Known[] = restRows
  .map((row) => ({
    row,
    parameters: row.path.split(':').length,
    fits: new RegExp(`^${row.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`),
  }))
  .sort((one, other) => one.parameters - other.parameters)

const faults = new Set<string>()

// An answer cannot be failed while it is sent, so the file fails when it ends.
atEndOfFile(() => {
  const found = [...faults]
  faults.clear()
  assert.deepEqual(found, [], 'answers that are not as the row says')
})

/** Notes an answer that went well and is not as its row says: a field that is missing, or one that is not documented. */
export function holdAgainstRow(method: string, path: string, body: unknown): void {
  const found = known.find(({ row, fits }) => row.method === method && fits.test(path))
  const about = found?.row.about
  if (!found || !about || 'contentMediaType' in about.result) return
  found.check ??= Compile(about.result)
  const told = found.row.raw ? body : (body as { data: unknown }).data
  if (found.check.Check(told)) return
  const [fault] = found.check.Errors(told)
  const named = JSON.stringify(fault?.params ?? {})
  faults.add(`${method} ${found.row.path}: ${fault?.instancePath} ${fault?.message} ${named}`)
}
