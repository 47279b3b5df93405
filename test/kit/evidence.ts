import { appendFileSync, mkdirSync } from 'node:fs'
import type { Server, ServerResponse } from 'node:http'
import { join, relative } from 'node:path'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { restOperations } from '#surface/rest/doors.ts'
import { runningFile } from './at-end.ts'
import { holdAgainstRow } from './documented.ts'
import { operationFinder } from './find-operation.ts'
import { shownIn } from './shown-fields.ts'

/** Something that a test has shown over the wire. The coverage page claims nothing else; of events each has to be shown. */
export interface Evidence {
  kind: 'code' | 'operation' | 'event'
  /** A code (`2006`), an operation (`Mutation.loginByEmail`, `POST /api/v2/users/batch`) or an event (`role.created`). */
  what: string
  door: string
  /** The test file. */
  file: string
}

/** Of each file what it has shown: in one process several may run. */
const seen = new Set<string>()

/** Notes what was shown. Whether the test then passes is the runner's business: it looks at evidence of good runs only. */
export function note(kind: Evidence['kind'], what: string, door: string): void {
  const directory = process.env.MENSHEN_EVIDENCE
  const file = relative(join(import.meta.dirname, '../..'), runningFile()).replaceAll('\\', '/')
  const key = `${file} ${kind} ${what} ${door}`
  if (!directory || seen.has(key)) return
  seen.add(key)
  mkdirSync(directory, { recursive: true })
  appendFileSync(
    join(directory, `${process.pid}.jsonl`),
    `${JSON.stringify({ kind, what, door, file } satisfies Evidence)}\n`,
  )
}

/** The same unit of work, which notes each event that is told. */
export function overhearing(unit: UnitOfWork): UnitOfWork {
  return {
    ...unit,
    write: (work, from) =>
      unit.write(
        ({ emit, ...rest }) =>
          work({
            ...rest,
            emit(row) {
              note('event', row.name, 'outbox')
              emit(row)
            },
          }),
        from,
      ),
  }
}

/** What the REST API names of the OpenID Connect door. Its answers are in no envelope. */
const protocolOperations: ReadonlySet<string> = new Set([
  'GET /oidc/auth',
  'POST /oidc/token',
  'GET /oidc/me',
  'POST /oidc/me',
  'POST /oidc/token/introspection',
  'POST /oidc/token/revocation',
  'GET /oidc/session/end',
])

/** Watches the answers of a server and notes each operation that succeeded, whichever client asked for it. */
export function watch(server: Server): void {
  server.on('request', (request, response: ServerResponse) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const operation = `${request.method} ${path}`
    if (protocolOperations.has(operation))
      response.on('finish', () => response.statusCode < 400 && note('operation', operation, 'OpenID Connect'))
    const end = response.end
    response.end = ((chunk?: unknown, ...rest: unknown[]) => {
      noteAnswer(operation, response.statusCode, typeof chunk === 'function' ? '' : String(chunk ?? ''))
      return (end as (...args: unknown[]) => ServerResponse).call(response, chunk, ...rest)
    }) as typeof response.end
  })
}

function noteAnswer(route: string, status: number, text: string): void {
  const body = parse(text)
  if (route === 'POST /graphql/v2') {
    if (body?.errors) return
    for (const name of shownIn((body?.data ?? {}) as Record<string, unknown>)) note('operation', name, 'GraphQL V2')
  } else if (!protocolOperations.has(route) && isGood(status, body)) {
    const [method = '', path = ''] = route.split(' ')
    const operation = operationOf(method, path)
    if (!operation) return
    note('operation', `${operation.method} ${operation.path.replace(/:\w+/g, '{id}')}`, operation.door)
    holdAgainstRow(method, path, body)
  }
}

/** Most answers say in themselves how it went; those without an envelope, such as a picture, by their status alone. */
function isGood(status: number, body: Record<string, unknown> | null): boolean {
  return body?.code === undefined ? status === 200 : body.code === 200
}

/** Also among those that are known and not built, so that a wrong address is taken for no operation. */
const operationOf = operationFinder(restOperations())

function parse(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
