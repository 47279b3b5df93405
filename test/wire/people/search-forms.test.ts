import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, send } from '../../kit/people.ts'
import { accepted } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const found = async (query: string) =>
  accepted<{ list: { id: string }[] }>(await send(world, 'searchUser', { query }, { token })).list.map(({ id }) => id)

const twins: [string, string][] = [
  ['Zo\u00e9', 'zoe\u0301'],
  ['Zoe\u0301 Two', 'zo\u00e9 two'],
  ['Straße', 'STRASSE'],
  ['STRASSEN', 'straßen'],
  ['ﾊﾟﾝﾀﾞ', 'パンダ'],
  ['カタカナ', 'ｶﾀｶﾅ'],
  ['ＡＢＣ商店', 'abc商店'],
  ['（上海）公司', '(上海)'],
  ['ΟΔΟΣ', 'οδος'],
  ['İzmir', 'izmir'],
]

for (const [stored, asked] of twins)
  test(`a name is found in whatever composition, case and width it is: ${stored} by ${asked}`, async () => {
    const profile = { username: `twin-${twins.findIndex(([name]) => name === stored)}`, nickname: stored }
    const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo: profile }, { token }))
    assert.ok((await found(asked)).includes(id))
    assert.ok((await found(stored)).includes(id))
  })
