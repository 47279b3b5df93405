// Every answer of a REST door that a test sees is held against what the row says of it.
import assert from 'node:assert/strict'
import { Compile } from 'typebox/compile'
import { restRows } from '#surface/rest/doors.ts'
import type { RestRow } from '#surface/rest/engine/row.ts'
import { atEndOfFile } from './at-end.ts'
import { operationFinder } from './find-operation.ts'

const rowOf = operationFinder(restRows)
const checks = new Map<RestRow, ReturnType<typeof Compile>>()

const faults = new Set<string>()

// An answer cannot be failed while it is sent, so the file fails when it ends.
atEndOfFile(() => {
  const found = [...faults]
  faults.clear()
  assert.deepEqual(found, [], 'answers that are not as the row says')
})

/** Notes an answer that went well and is not as its row says: a field that is missing, or one that is not documented. */
export function holdAgainstRow(method: string, path: string, body: unknown): void {
  const row = rowOf(method, path)
  if (!row?.about || 'contentMediaType' in row.about.result) return
  const check = checks.get(row) ?? Compile(row.about.result)
  checks.set(row, check)
  const told = row.raw ? body : (body as { data: unknown }).data
  if (check.Check(told)) return
  const [fault] = check.Errors(told)
  const named = JSON.stringify(fault?.params ?? {})
  faults.add(`${method} ${row.path}: ${fault?.instancePath} ${fault?.message} ${named}`)
}
