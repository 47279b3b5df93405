import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type Code, say } from '@menshen/contract/errors'
import { setPool } from '../kit/entry.ts'
import { managementToken, type Person, registerPerson, send } from '../kit/people.ts'
import { accepted, type Outcome, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { doors, type ParityDoor } from './doors.ts'

let world: World
let person: Person
let locked: Person
let newcomer: Person
let overdue: Person
let strangers = 0

before(async () => {
  world = await newWorld()
  // The protocol's own words for 2029 know six characters only.
  await setPool(world, { passwordMinLength: 6 })
  person = await registerPerson(world)
  locked = await registerPerson(world)
  const token = await managementToken(world)
  accepted(await send(world, 'updateUser', { id: locked.id, input: { blocked: true } }, { token }))
  newcomer = await registerPerson(world)
  overdue = await registerPerson(world)
  for (const [{ id }, input] of [
    [newcomer, { resetPasswordOnFirstLogin: true }],
    [overdue, { resetPasswordOnNextLogin: true }],
  ] as const)
    accepted(await send(world, 'updateUser', { id, input }, { token }))
  accepted(await send(world, 'createUser', { userInfo: { email: 'taken@example.com' } }, { token }))
})

const right = ({ username, password }: Person) => ({ account: username, password })

const stories: [Code, string, (door: ParityDoor, lang: string) => Promise<Outcome>][] = [
  [1639, 'a first sign-in with a password to be replaced', (door, lang) => door.signIn(world, right(newcomer), lang)],
  [
    2003,
    'signing up with what is no e-mail',
    (door, lang) => door.signUp(world, { email: 'nonsense', password: 'correct horse' }, lang),
  ],
  [
    2004,
    'signing in as nobody',
    // A name of its own each time: too many tries at one are refused for being too many.
    (door, lang) => door.signIn(world, { account: `nobody ${++strangers}`, password: 'x' }, lang),
  ],
  [2005, 'signing in while locked, with the right password', (door, lang) => door.signIn(world, right(locked), lang)],
  [
    2006,
    'a wrong password',
    async (door, lang) => door.signIn(world, { ...right(await registerPerson(world)), password: 'wrong' }, lang),
  ],
  [2058, 'a password that has to be changed', (door, lang) => door.signIn(world, right(overdue), lang)],
  [
    2026,
    'signing up with the e-mail of another',
    (door, lang) => door.signUp(world, { email: 'Taken@Example.com', password: 'correct horse' }, lang),
  ],
  [
    2029,
    'signing up with a password that is too weak',
    (door, lang) => door.signUp(world, { email: 'weak@example.com', password: '12345' }, lang),
  ],
  [
    2032,
    'signing up without a password',
    (door, lang) => door.signUp(world, { email: 'bare@example.com', password: '' }, lang),
  ],
]

for (const [code, what, tell] of stories)
  describe(`${code}: ${what}`, () => {
    for (const [name, door] of Object.entries(doors))
      test(`at the door ${name}`, async () => {
        for (const lang of ['zh-CN', 'en-US'] as const) {
          const outcome = await tell(door, lang)
          refused(outcome, code)
          assert.equal(outcome.message, say(code, lang))
        }
      })
  })

describe('the right password', () => {
  for (const [name, door] of Object.entries(doors))
    test(`opens the door ${name}`, async () => {
      accepted(await door.signIn(world, right(person), 'en-US'))
    })
})
