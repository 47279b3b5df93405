import { sealed, send } from '../kit/people.ts'
import { type Outcome, rest } from '../kit/wire.ts'
import type { World } from '../kit/world.ts'
import { Browser } from '../oidc/browser.ts'

export interface Account {
  account: string
  password: string
}

/** One way into the house, as far as stories about people need it. */
export interface ParityDoor {
  signIn(world: World, who: Account, lang: string): Promise<Outcome>
  signUp(world: World, who: { email: string; password: string }, lang: string): Promise<Outcome>
}

export const doors: Record<string, ParityDoor> = {
  'GraphQL V2': {
    signIn: (world, { account, password }, lang) =>
      send(world, 'loginByUsername', { input: { username: account, password: sealed(world, password) } }, { lang }),
    signUp: (world, { email, password }, lang) =>
      send(world, 'registerByEmail', { input: { email, password: sealed(world, password) } }, { lang }),
  },
  'REST V2': {
    signIn: (world, { account, password }, lang) =>
      rest(
        world.origin,
        'POST',
        '/api/v2/login/account',
        { account, password: sealed(world, password) },
        { tenant: world.tenant, lang },
      ),
    signUp: (world, { email, password }, lang) =>
      rest(
        world.origin,
        'POST',
        '/api/v2/register/email',
        { email, password: sealed(world, password) },
        { tenant: world.tenant, lang },
      ),
  },
  'hosted page': {
    signIn: (world, { account, password }, lang) => onPage(world, 'sign-in', { account, password }, lang),
    signUp: (world, { email, password }, lang) => onPage(world, 'sign-up', { method: 'email', email, password }, lang),
  },
}

async function onPage(world: World, action: string, body: object, lang: string): Promise<Outcome> {
  const browser = new Browser(world)
  const page = await browser.open(`${world.origin}/sign-in/${world.tenant.application.identifier}`)
  const { code, message, data } = (await browser.act(page, action, body, {
    'x-authing-lang': lang,
  })) as unknown as Outcome
  return { code, message, data, door: 'hosted page' }
}
