// An application as the tests need one, in plain requests where a client library would be too well-behaved.
import { createHash, randomBytes } from 'node:crypto'
import type { Application } from '#domain/tenancy/application/application.ts'
import { Browser } from './browser.ts'
import { callback, type House } from './house.ts'

export interface Tokens {
  access_token: string
  id_token: string
  refresh_token?: string
  scope: string
  expires_in: number
}

export interface Answer {
  status: number
  body: Record<string, unknown> & Partial<Tokens> & { error?: string }
}

export const verifier = randomBytes(32).toString('base64url')
const challenge = createHash('sha256').update(verifier).digest('base64url')

export function authorizeAddress(
  house: House,
  { id }: Application,
  more: Record<string, string | undefined> = {},
): string {
  const url = new URL(`${house.issuer}/auth`)
  const asked = {
    client_id: id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  }
  for (const [name, value] of Object.entries(asked)) if (value !== undefined) url.searchParams.set(name, value)
  return url.href
}

export async function post(
  house: House,
  path: string,
  form: Record<string, string>,
  application?: Application,
): Promise<Answer> {
  const credentials = application && { client_id: application.id, client_secret: application.secret }
  const isPublic = application?.settings.tokenEndpointAuthMethod === 'none'
  const all = { ...form, ...(isPublic ? { client_id: application.id } : credentials) }
  const answer = await fetch(`${house.issuer}${path}`, { method: 'POST', body: new URLSearchParams(all) })
  const text = await answer.text()
  return { status: answer.status, body: text ? JSON.parse(text) : {} }
}

export function redeem(house: House, application: Application, code: string): Promise<Answer> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
  return post(house, '/token', form, application)
}

export function refresh(house: House, application: Application, token = ''): Promise<Answer> {
  return post(house, '/token', { grant_type: 'refresh_token', refresh_token: token }, application)
}

export async function me(house: House, token: string): Promise<number> {
  const answer = await fetch(`${house.issuer}/me`, { headers: { authorization: `Bearer ${token}` } })
  await answer.arrayBuffer()
  return answer.status
}

/** A person signs in with a browser of their own; answers the tokens. */
export async function signIn(
  house: House,
  application: Application,
  user: { email: string | null; password: string },
  more: Record<string, string> = {},
): Promise<{ browser: Browser; tokens: Tokens; code: string }> {
  const browser = new Browser(house)
  const back = await browser.signIn(authorizeAddress(house, application, more), user.email ?? '', user.password)
  const code = back.searchParams.get('code')
  if (!code) throw new Error(`no code but ${back}`)
  const { status, body } = await redeem(house, application, code)
  if (status !== 200) throw new Error(`no tokens but ${JSON.stringify(body)}`)
  return { browser, tokens: body as unknown as Tokens, code }
}

/** Like `signIn` with leave to use the access while the person is away; goes through the consent page that this asks for. */
export async function signInOffline(
  house: House,
  application: Application,
  user: { email: string | null; password: string },
) {
  const browser = new Browser(house)
  const address = authorizeAddress(house, application, { scope: 'openid offline_access', prompt: 'consent' })
  const page = await browser.open(address)
  const next = await browser.act(page, 'sign-in', { account: user.email, password: user.password })
  const consent = await browser.open(next.data.location)
  const done = await browser.act(consent, 'consent', { accept: true })
  const answer = await browser.follow(done.data.location)
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const { body } = await redeem(house, application, code)
  return { browser, tokens: body as unknown as Tokens, code }
}
