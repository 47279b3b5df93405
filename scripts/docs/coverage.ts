// docs/reference/coverage.md: what is done, partly done and not yet, for every code and every operation of the V2 API.
// It claims what docs/reference/evidence records, file by file, and `npm test` fails when a run no longer shows what is recorded there.
import { type Code, outcomeOf, outcomes } from '@menshen/contract/errors'
import { listOperations } from '#surface/graphql/engine/list-operations.ts'
import { rows, sdl } from '#surface/graphql/v2/all-rows.ts'
import { partial } from '#surface/graphql/v2/partial.ts'
import { type RestOperation, restDoors, restOperations } from '../../server/surface/rest/doors.ts'
import { type Claims, readClaims } from '../evidence.ts'

type State = 'done' | 'partial' | 'not yet'
interface Line {
  name: string
  state: State
  note: string
}

/** The doors at which a thing was shown, each with the test that shows it. */
function proof(doors: Record<string, string> | undefined): string {
  return Object.entries(doors ?? {})
    .map(([door, file]) => `${door}: [${file.replace('test/', '')}](../../${file})`)
    .join('<br>')
}

function codeLines({ code }: Claims): Line[] {
  return Object.keys(outcomes).map((number) => {
    const state: State = code[number] ? 'done' : 'not yet'
    return { name: `${number} ${outcomeOf(Number(number) as Code).name}`, state, note: proof(code[number]) }
  })
}

function graphqlLines({ operation }: Claims): Line[] {
  return listOperations(sdl, rows).map(({ name, built }) => {
    const shown = operation[name]
    if (!built) return { name, state: 'not yet', note: '' }
    if (!shown) return { name, state: 'partial', note: 'built, but no test shows it' }
    const missing = partial[name]
    return {
      name,
      state: missing ? 'partial' : 'done',
      note: [missing && `refused by name: ${missing}`, proof(shown)].filter(Boolean).join('<br>'),
    }
  })
}

function restLine({ method, path, built }: RestOperation, { operation }: Claims): Line {
  const name = `${method} ${path}`
  const shown = operation[`${method} ${path.replace(/:\w+/g, '{id}')}`]
  if (!built) return { name, state: 'not yet', note: '' }
  return shown
    ? { name, state: 'done', note: proof(shown) }
    : { name, state: 'partial', note: 'built, but no test shows it' }
}

function section(title: string, head: string, lines: Line[]): string {
  const count = (state: State) => lines.filter((line) => line.state === state).length
  const table = lines.map(({ name, state, note }) => `| \`${name}\` | ${state} | ${note} |`)
  return [
    `## ${title}`,
    '',
    `${count('done')} done, ${count('partial')} partial, ${count('not yet')} not yet, of ${lines.length}.`,
    '',
    `| ${head} | state | shown by |`,
    '|---|---|---|',
    ...table,
    '',
  ].join('\n')
}

export async function render(): Promise<Map<string, string>> {
  const claims = readClaims()
  const rest = Map.groupBy(restOperations(Object.keys(claims.operation)), ({ door }) => door)
  const ofRest = restDoors.map(({ name }) =>
    section(
      name,
      'operation',
      (rest.get(name) ?? []).map((operation) => restLine(operation, claims)),
    ),
  )
  const text = [
    '# Coverage\n',
    'Generated from what the tests have shown over the wire; do not edit. A code is done when a test provoked it by a real request,',
    'an operation when a test, or the official SDK in one, got its answer. An operation that is not built is refused by name (1000).\n',
    section('Codes', 'code', codeLines(claims)),
    section('GraphQL V2', 'operation', graphqlLines(claims)),
    ...ofRest,
  ].join('\n')
  return new Map([['docs/reference/coverage.md', `${text.trimEnd()}\n`]])
}
