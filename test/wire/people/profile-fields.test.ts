import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { until } from '../../kit/until.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const wrong = {
  website: ['javascript:alert(1)', 'nowhere', 'https://u:p@example.com'],
  profile: ['data:text/html,x'],
  photo: ['javascript:alert(1)', 'data:text/html;base64,AA'],
  locale: ['klingon', '<b>'],
  zoneinfo: ['nowhere', '+08:00'],
  birthdate: ['soon', '1990-13-01'],
  gender: ['<script>'],
}
const right: [string, string, string][] = [
  ['website', 'www.example.com/ann', 'https://www.example.com/ann'],
  ['locale', 'zh_cn', 'zh-CN'],
  ['zoneinfo', 'asia/shanghai', 'Asia/Shanghai'],
  ['gender', 'female', 'F'],
]

/** Everywhere that somebody's profile can be written. */
const doors: Record<string, (profile: object) => Promise<Outcome>> = {
  registering: (profile) =>
    send(world, 'registerByUsername', {
      input: { username: `u${Math.random().toString(36).slice(2)}`, password: sealed(world, 'correct horse'), profile },
    }),
  'registering over REST': (profile) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/register/username',
      { username: `r${Math.random().toString(36).slice(2)}`, password: sealed(world, 'correct horse'), profile },
      { tenant: world.tenant },
    ),
  'changing one’s own': async (input) =>
    send(world, 'updateUser', { input }, { token: (await registerPerson(world)).token }),
  'an administrator': async (input) =>
    send(world, 'updateUser', { id: (await registerPerson(world)).id, input }, { token }),
  creating: (userInfo) =>
    send(
      world,
      'createUser',
      { userInfo: { username: `c${Math.random().toString(36).slice(2)}`, ...userInfo } },
      { token },
    ),
}

for (const [door, write] of Object.entries(doors))
  test(`fields of a profile are what they say they are: ${door}`, async () => {
    for (const [field, values] of Object.entries(wrong))
      for (const value of values) refused(await write({ [field]: value }), 400)
    for (const [field, value, kept] of right) {
      const { id } = accepted<{ id: string }>(await write({ [field]: value }))
      const query = `query ($id: String) { user(id: $id) { ${field} } }`
      const user = accepted<Record<string, string>>(
        await graphql(world.origin, query, { id }, { tenant: world.tenant, token }),
      )
      assert.equal(user[field], kept)
    }
  })

test('fields of a profile are what they say they are: rows of a file', async () => {
  const body = new FormData()
  const rows = [
    'username,locale,website',
    'file-one,zh_CN,example.com',
    'file-two,klingon,',
    'file-three,,javascript:x',
  ]
  body.set('file', new Blob([rows.join('\n')]), 'people.csv')
  const headers = { 'x-authing-app-id': world.tenant.application.id, authorization: `Bearer ${token}` }
  const answer = await fetch(`${world.origin}/api/v2/users/import`, { method: 'POST', headers, body })
  const { data } = (await answer.json()) as { data: { id: string } }
  const speaking = { tenant: world.tenant, token }
  await until(async () => {
    const job = await rest(world.origin, 'GET', `/api/v2/users/import/${data.id}`, undefined, speaking)
    return accepted<{ status: string }>(job).status === 'done' ? job : null
  })
  const outcome = await rest(world.origin, 'GET', `/api/v2/users/import/${data.id}/refused`, undefined, speaking)
  const { list } = accepted<{ list: { row: number; code: number }[] }>(outcome)
  assert.deepEqual(
    list.map(({ row, code }) => [row, code]),
    [
      [2, 400],
      [3, 400],
    ],
  )
})
