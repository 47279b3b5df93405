import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
let departmentId: string
const v3 = v3In(
  () => world,
  () => ({ token }),
)

interface Post {
  id: string
  code: string
  name: string
  description: string | null
  departmentIdList?: string[]
  userCount?: number
  departmentCount?: number
}
interface List {
  totalCount: number
  list: Post[]
}

const create = async (code: string, more: object = {}) =>
  ok<Post>(await v3('POST create-post', { code, name: `The ${code}`, ...more }))
const codes = (posts: Post[]) => posts.map(({ code }) => code)

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  const made = await v3('POST create-organization', { organizationName: 'Works', organizationCode: 'works' })
  departmentId = ok<{ departmentId: string }>(made).departmentId
})

test('a post is made, read, changed and deleted', async () => {
  const made = await create('head', { description: 'Leads', departmentIdList: [departmentId, departmentId] })
  assert.deepEqual(made, {
    id: made.id,
    code: 'head',
    name: 'The head',
    description: 'Leads',
    departmentIdList: [departmentId],
  })
  assert.deepEqual(ok(await v3('GET get-post?code=head')), made)
  const known = { organizationCode: 'works', withPost: true }
  const [top] = ok<{ postIdList: string[] }[]>(await v3('POST search-departments-list', known))
  assert.deepEqual(top?.postIdList, [made.id])
  const { departmentIdList: _, ...plain } = made
  assert.deepEqual(ok(await v3('POST get-post-by-id', { idList: made.id })), plain)
  const renamed = ok<Post>(await v3('POST update-post', { code: 'head', name: 'Head' }))
  assert.deepEqual(renamed, { ...made, name: 'Head' })
  const moved = { id: made.id, code: 'chief', name: 'Chief', departmentIdList: '' }
  assert.deepEqual(codes([ok<Post>(await v3('POST update-post', moved))]), ['chief'])
  assert.deepEqual(ok<Post>(await v3('GET get-post?code=chief')).departmentIdList, [])
  await create('other')
  refusedAs(await v3('POST create-post', { code: 'other', name: 'x' }), 409, 409)
  refusedAs(await v3('POST update-post', { id: made.id, code: 'other', name: 'x' }), 409, 409)
  refusedAs(await v3('POST create-post', { code: 'lost', name: 'x', departmentIdList: ['nobody'] }), 404, 404)
  refusedAs(await v3('GET get-post?code=lost'), 404, 404)
  refusedAs(await v3('POST create-post', { code: 'x'.repeat(200), name: 'x' }), 400, 400)
  refusedAs(await v3('POST create-post', { code: 'x', name: ' ' }), 400, 400)
  refusedAs(await v3('POST create-post', { name: 'x' }), 400, 2231)
  ok(await v3('POST remove-post', { code: 'chief' }))
  refusedAs(await v3('POST remove-post', { code: 'chief' }), 404, 404)
  refusedAs(await v3('POST get-post-by-id', { idList: made.id }), 404, 404)
})

test('posts are listed with how many have them, and taken as they are given', async () => {
  const other = await world.addTenant('posts')
  const there = { tenant: other, token: await managementToken(world, other) }
  const send = async (line: string, body?: unknown) => v3(line, body, there)
  const posts: Post[] = []
  for (const code of ['one', 'two', 'three_%'])
    posts.push(ok<Post>(await send('POST create-post', { code, name: `The ${code}` })))
  const [one, two, three] = posts.map(({ id }) => id) as [string, string, string]
  const { id: userId } = await registerPerson(world, { tenant: other })
  const own = async () => codes(ok<Post[]>(await send(`GET get-user-posts?userId=${userId}`)))
  assert.equal(ok(await send(`GET get-user-post?userId=${userId}`)), null)
  ok(await send('POST user-connection-post', { userId, postId: two }))
  ok(await send('POST user-connection-post', { userId, postId: two }))
  assert.deepEqual(await own(), ['two'])
  ok(await send('POST set-user-posts', { userId, postIds: [two, three, three] }))
  assert.deepEqual((await own()).sort(), ['three_%', 'two'])
  assert.equal(ok<Post>(await send(`GET get-user-post?userId=${userId}`)).code, 'two')
  refusedAs(await send('POST set-user-posts', { userId, postIds: [one, 'nobody'] }), 404, 404)
  refusedAs(await send('POST set-user-posts', { userId: 'nobody', postIds: [] }), 404, 2004)
  refusedAs(await send('GET get-user-posts?userId=nobody'), 404, 2004)
  const list = async (query: string) => ok<List>(await send(`GET list-post?${query}`))
  const all = await list('')
  assert.deepEqual([all.totalCount, codes(all.list)], [3, ['three_%', 'two', 'one']])
  assert.deepEqual(
    all.list.map(({ userCount, departmentCount }) => [userCount, departmentCount]),
    [
      [1, 0],
      [1, 0],
      [0, 0],
    ],
  )
  assert.equal((await list('skipCount=true')).list[0]?.userCount, undefined)
  assert.deepEqual(codes((await list('keywords=E_%25')).list), ['three_%'])
  assert.deepEqual(codes((await list('page=2&limit=2')).list), ['one'])
  assert.equal((await list(`createdAfter=${Date.now() + 60_000}`)).totalCount, 0)
  assert.equal((await list(`createdBefore=${Date.now() + 60_000}`)).totalCount, 3)
  const some = ok<List>(await send('POST list-post', { postCodes: ['one', 'none'], keywords: null }))
  assert.deepEqual([some.totalCount, codes(some.list)], [1, ['one']])
  refusedAs(await send('GET list-post?limit=51'), 400, 400)
  refusedAs(await send('POST list-post', { createdAfter: 1e16 }), 400, 400)
  ok(await send('POST set-user-posts', { userId, postIds: [] }))
  assert.deepEqual(await own(), [])
  // Another pool has none of them.
  refusedAs(await v3('POST get-post-by-id', { idList: one }), 404, 404)
  const { id: stranger } = await registerPerson(world)
  refusedAs(await v3('POST user-connection-post', { userId: stranger, postId: one }), 404, 404)
})
