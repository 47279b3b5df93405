import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { restRows } from '#surface/rest/doors.ts'
import type { RestRow } from '#surface/rest/engine/row.ts'
import { compose, type Field, type Request } from './operation.ts'
import { plainValue } from './plain-values.ts'
import { ask, restOperation } from './rest-operation.ts'
import { Seen } from './watch-domain.ts'

// A name that nobody asks for is a misspelt one, or a setting that is not there: who sends it believes that it was heard.

/** Its list is read once it is known who asks. */
const late = 'POST /api/v2/users/create/batch'

/** Operations that take whatever they are sent. */
const takesAll = ['POST /api/v3/create-device']

/** What the row says to a request when nothing behind it does anything: the field that it names, or what else became of it. */
async function said(row: RestRow, request: Request): Promise<string> {
  const seen = new Seen()
  await ask(row, request, seen)
  return seen.refusal ?? 'nothing'
}

/** The objects that a body holds, as the readers find them: `opts`, `opts.resources`. */
function objectsIn(fields: readonly Field[]): string[][] {
  const inner = fields
    .filter(({ part }) => part === 'body')
    .flatMap(({ trail }) => trail.map((_, length) => [trail.slice(0, length), trail.slice(length)] as const))
    .filter(([trail, rest]) => trail.length > 0 && rest.some((step) => step !== '[]'))
    .map(([trail]) => trail)
  return [[], ...new Map(inner.map((trail) => [trail.filter((step) => step !== '[]').join('.'), [...trail]])).values()]
}

/** Puts the name into the object at the end of the trail. */
function spoil(body: Record<string, unknown>, trail: readonly string[]): void {
  let at: Record<string, unknown> = body
  for (const step of trail) {
    if (step !== '[]') at[step] ??= {}
    at = (step === '[]' ? (at as unknown as unknown[])[0] : at[step]) as Record<string, unknown>
  }
  const object = Array.isArray(at) ? at[0] : at
  if (typeof object === 'object' && object !== null) (object as Record<string, unknown>).colour = 'red'
}

const changing = restRows.filter(
  ({ method, path }) => method !== 'GET' && ![takesAll, late].flat().includes(`${method} ${path}`),
)

/** What must be one of a few things, by the end of its line. */
const fitting: readonly [line: RegExp, name: string, value: unknown][] = [
  [/\/email\/send/, 'scene', 'VERIFY_CODE'],
  [/\/sms\/send$/, 'scene', 'SCENE_TYPE_LOGIN'],
  [/\/users\/batch$/, 'type', 'id'],
  [/\/orgs\/import$/, 'filetype', 'json'],
  [/\/orgs\/import$/, 'file', '{"name":"a"}'],
  [/\/mfa-bound$/, 'type', 'OTP'],
  [/\/agreements\/sort$/, 'ids', [1]],
  [/\/udfs\/values$/, 'udfs', []],
  [/-global-mfa-settings$/, 'enabledFactors', ['SMS']],
  [/-global-mfa-settings$/, 'disableFactors', ['SMS']],
  [/\/update-security-settings$/, 'authingTokenExpiresIn', 3600],
  [/\/update-security-settings$/, 'verifyCodeLength', 6],
  [/\/update-security-settings$/, 'qrcodeExpiresIn', 60],
  [/\/update-security-settings$/, 'ticketExpiresIn', 60],
]

const valueIn = (line: string) => (field: Field) =>
  fitting.find(([end, name]) => end.test(line) && [field.trail[0], field.trail.at(-1)].includes(name))?.[2] ??
  plainValue(field)

describe('a name that nobody asks for is refused, and nothing is done', () => {
  test('the walk reaches every operation that changes something', () => {
    assert.ok(changing.length > 120, String(changing.length))
  })

  for (const row of changing) {
    const line = `${row.method} ${row.path}`
    test(line, async () => {
      const value = valueIn(line)
      const { fields } = await restOperation(row, value)
      const told = fields.filter((field) => field.kind !== 'any' || value(field) !== plainValue(field))
      const whole = () => compose(told, value)
      assert.doesNotMatch(await said(row, whole()), /"field"/)
      for (const trail of row.takesForm ? [] : objectsIn(told)) {
        const request = whole()
        spoil(request.body, trail)
        const name = [...trail.filter((step) => step !== '[]'), 'colour'].join('.')
        assert.equal(await said(row, request), `400 ${JSON.stringify({ field: name })}`)
      }
      const asked = { ...whole(), query: { ...whole().query, colour: 'red' } }
      assert.equal(await said(row, asked), '400 {"field":"colour"}')
    })
  }
})
