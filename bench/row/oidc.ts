import type { Client } from '../client/application.ts'
import { callback } from '../client/application.ts'
import type { SignedIn } from '../client/browser.ts'
import { newBrowser, signIn } from '../client/browser.ts'
import { connections } from '../client/each.ts'
import { basic, postForm, request } from '../client/request.ts'
import { expectJson } from '../client/speak.ts'
import type { Stage } from '../client/stage-shape.ts'
import type { Operation, Row, Worker } from '../shapes.ts'

const person = { redirectUris: [callback] }
const grantTypes = ['authorization_code', 'refresh_token']

const web = (stage: Stage): Promise<Client> =>
  stage.application('web', { ...person, oidcConfig: { grant_types: grantTypes } })
const other = (stage: Stage): Promise<Client> =>
  stage.application('other', { ...person, oidcConfig: { grant_types: grantTypes } })
const page = (stage: Stage): Promise<Client> =>
  stage.application('page', { ...person, oidcConfig: { grant_types: grantTypes, token_endpoint_auth_method: 'none' } })

/** Each worker goes through its own share of the people. */
function share<Item>(items: Item[], work: (worker: Worker, item: Item, at: number) => Promise<void>) {
  return (worker: Worker): Operation => {
    let at = worker.index
    return async () => {
      const mine = at % items.length
      at += connections
      await work(worker, items[mine] as Item, mine)
    }
  }
}

function machineRow(id: string, name: string, limit: Row['limit'], algorithm: string): Row {
  return {
    id,
    name,
    limit,
    async prepare(stage) {
      const { origin } = stage.target
      const oidcConfig = { grant_types: ['client_credentials'], id_token_signed_response_alg: algorithm }
      const settings = { machineScopes: ['orders:read'], oidcConfig }
      const client = await stage.application(`machine-${algorithm.toLowerCase()}`, settings)
      const fields = { grant_type: 'client_credentials', scope: 'orders:read' }
      const asking = postForm(origin, '/oidc/token', fields, basic(client))
      return ({ connection }) =>
        async () =>
          void (await expectJson(connection, asking))
    },
  }
}

function refreshRow(id: string, name: string, isPublic: boolean): Row {
  return {
    id,
    name,
    limit: 'insert',
    async prepare(stage) {
      const client = await (isPublic ? page(stage) : web(stage))
      const signedIn = await stage.signedIn(client, { offline: true, isPublic })
      return share(signedIn, ({ connection }, { tokens }) => refresh(connection, stage, client, tokens, isPublic))
    },
  }
}

async function refresh(
  connection: Worker['connection'],
  { target }: Stage,
  client: Client,
  tokens: SignedIn['tokens'],
  isPublic: boolean,
): Promise<void> {
  const fields = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }
  const asking = isPublic
    ? postForm(target.origin, '/oidc/token', { ...fields, client_id: client.id })
    : postForm(target.origin, '/oidc/token', fields, basic(client))
  const fresh = await expectJson<SignedIn['tokens']>(connection, asking)
  tokens.refresh_token = fresh.refresh_token ?? tokens.refresh_token
}

export const oidcRows: Row[] = [
  machineRow('machine', 'client credentials token (RS256)', 'rsa', 'RS256'),
  machineRow('machine-es256', 'client credentials token (ES256)', 'ecdsa', 'ES256'),
  {
    id: 'sign-in',
    name: 'sign-in page with password, code + PKCE',
    limit: 'argon2id',
    async prepare(stage) {
      const client = await web(stage)
      return share(stage.people, async ({ connection }, person) => {
        await signIn(connection, stage.target, newBrowser(), { client, person })
      })
    },
  },
  {
    id: 'sso',
    name: 'SSO code flow, second application',
    limit: 'rsa',
    async prepare(stage) {
      const client = await other(stage)
      const signedIn = await stage.signedIn(await web(stage))
      return share(signedIn, async ({ connection }, { browser }) => {
        await signIn(connection, stage.target, browser, { client, person: null })
      })
    },
  },
  refreshRow('refresh', 'refresh (confidential client)', false),
  refreshRow('refresh-rotating', 'refresh (public client, rotating)', true),
  {
    id: 'userinfo',
    name: 'userinfo',
    limit: 'echo',
    async prepare(stage) {
      const { origin } = stage.target
      const signedIn = await stage.signedIn(await web(stage))
      const askings = signedIn.map(({ tokens }) =>
        request(origin, 'GET', '/oidc/me', { authorization: `Bearer ${tokens.access_token}` }),
      )
      return share(askings, async ({ connection }, asking) => void (await expectJson(connection, asking)))
    },
  },
  {
    id: 'introspection',
    name: 'introspection (access token)',
    limit: 'echo',
    async prepare(stage) {
      const { origin } = stage.target
      const client = await web(stage)
      const signedIn = await stage.signedIn(client)
      const askings = signedIn.map(({ tokens }) =>
        postForm(origin, '/oidc/token/introspection', { token: tokens.access_token }, basic(client)),
      )
      return share(askings, async ({ connection }, asking) => {
        const { active } = await expectJson<{ active: boolean }>(connection, asking)
        if (!active) throw new Error('the token is not active')
      })
    },
  },
  {
    id: 'discovery',
    name: 'discovery',
    limit: 'echo',
    async prepare({ target: { origin } }) {
      const asking = request(origin, 'GET', '/oidc/.well-known/openid-configuration')
      return ({ connection }) =>
        async () =>
          void (await connection.send(asking).then(mustBe200))
    },
  },
]

function mustBe200({ status }: { status: number }): void {
  if (status !== 200) throw new Error(`answered with ${status}`)
}
