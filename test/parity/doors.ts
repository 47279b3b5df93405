import { actOnPage, type EntryDoor, doors as entryDoors, signingIn } from '../kit/entry.ts'
import { sealed, send } from '../kit/people.ts'
import { type Outcome, rest } from '../kit/wire.ts'
import type { World } from '../kit/world.ts'

export interface Account {
  account: string
  password: string
}

/** One way into the house, as far as stories about people need it. */
export interface ParityDoor {
  signIn(world: World, who: Account, lang: string): Promise<Outcome>
  signUp(world: World, who: { email: string; password: string }, lang: string): Promise<Outcome>
}

const signingUp: Record<EntryDoor, ParityDoor['signUp']> = {
  'GraphQL V2': (world, { email, password }, lang) =>
    send(world, 'registerByEmail', { input: { email, password: sealed(world, password) } }, { lang }),
  'REST V2': (world, { email, password }, lang) =>
    rest(
      world.origin,
      'POST',
      '/api/v2/register/email',
      { email, password: sealed(world, password) },
      { tenant: world.tenant, lang },
    ),
  'hosted page': (world, { email, password }, lang) =>
    actOnPage(world, 'sign-up', { method: 'email', email, password }, { lang }),
}

export const doors: Record<string, ParityDoor> = Object.fromEntries(
  entryDoors.map((door) => [
    door,
    { signIn: (world, who, lang) => signingIn[door](world, who, { lang }), signUp: signingUp[door] },
  ]),
)
