// What the log of administrators says of an operation, and what it should say.
import assert from 'node:assert/strict'
import { type EventName, kindOf as kindOfField, rowOf } from '@menshen/contract/events'
import { mayLeaveOut } from './known.ts'
import type { Field, Request } from './operation.ts'
import { columnOf, type Rows } from './pool-rows.ts'
import { kindOf } from './values.ts'
import type { Called } from './watch-domain.ts'

interface Target {
  kind: string
  id: string
}

export interface AuditRow {
  operation: string
  outcome: number
  user_id: string | null
  targets: string[]
  details: { events?: EventName[]; targets?: Target[] } | null
}

/** Where the ids of each kind stand, and what the rules of arguments call it that name one by its id. */
const kinds: Record<string, { table: string; column?: string; named?: string }> = {
  'access-account': { table: 'access_account', named: 'access' },
  'access-key': { table: 'access_key', named: 'accessKey' },
  agreement: { table: 'agreement', named: 'agreement' },
  application: { table: 'application', named: 'application' },
  connection: { table: 'identity_connection', named: 'connection' },
  department: { table: 'department', named: 'node' },
  device: { table: 'device', named: 'device' },
  file: { table: 'stored_file', column: 'name' },
  group: { table: 'user_group' },
  'identity-source': { table: 'identity_source', named: 'source' },
  'management-token': { table: 'management_token', named: 'managementToken' },
  namespace: { table: 'resource_namespace' },
  organisation: { table: 'organisation', named: 'org' },
  policy: { table: 'policy' },
  post: { table: 'post', named: 'post' },
  pool: { table: 'user_pool' },
  resource: { table: 'resource', named: 'resourceId' },
  role: { table: 'role' },
  session: { table: 'session', named: 'session' },
  'sub-account': { table: 'sub_account', named: 'subAccount' },
  tenant: { table: 'tenant', named: 'tenant' },
  user: { table: 'user_account', named: 'user' },
  'user-import': { table: 'import_job', named: 'import' },
}

/** It was told what the verb says that it tells, about things that there are or were, and about everything that was named. */
export function checkRecord(
  verb: Called,
  record: AuditRow | undefined,
  { before, after, named }: { before: Rows; after: Rows; named: Target[] },
): void {
  assert.equal(record?.outcome, 200, 'there is no record')
  const { events = [], targets = [] } = record.details ?? {}
  if (verb.emits) assert.ok(events.length > 0, 'nothing was told')
  const strange = events.filter((name) => !verb.emits?.includes(name))
  assert.deepEqual(strange, [], 'was told, and the verb does not say so')
  const fields = events.flatMap((name) => Object.values(rowOf(name).payload))
  assert.equal(targets.length > 0, fields.some(kindOfField), 'what it was about')
  assert.deepEqual(record.targets, targets.map(idOf))
  const unknown = targets.filter(({ kind, id }) => ![before, after].some((rows) => idsOf(kind, rows).includes(id)))
  assert.deepEqual(unknown, [], 'there is no such thing')
  const people = targets.filter(({ kind }) => kind === 'user')
  assert.equal(record.user_id, people.length === 1 ? people[0]?.id : null, 'the one person concerned')
  const missing = named.filter(({ kind, id }) => !targets.some((one) => one.kind === kind && one.id === id))
  const [unexpected] = missing.filter(({ kind }) => !mayLeaveOut[verb.name]?.includes(kind))
  assert.equal(unexpected, undefined, 'was named, and is not in the record')
}

const idOf = ({ id }: Target) => id

const idsOf = (kind: string, rows: Rows) => columnOf(rows, kinds[kind]?.table ?? '', kinds[kind]?.column ?? 'id')

/** Things that the request named by their ids, of those that there are. */
export function namedIn(request: Request, fields: readonly Field[], rows: Rows): Target[] {
  return fields.flatMap((field) => {
    const [kind] = Object.entries(kinds).find(([, { named }]) => named && named === kindOf(field)) ?? []
    const ids = kind ? idsOf(kind, rows) : []
    return valuesAt(request[field.part], field.trail).flatMap((id) => (kind && ids.includes(id) ? { kind, id } : []))
  })
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return [value].flat().map(String)
  if (step === '[]') return [value].flat().flatMap((one) => valuesAt(one, rest))
  const inner = (value as Record<string, unknown> | undefined)?.[step]
  return inner === undefined ? [] : valuesAt(inner, rest)
}
