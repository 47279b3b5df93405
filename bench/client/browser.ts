// As much of a browser as a sign-in needs: cookies, redirects, and the requests that the sign-in page sends.
import { createHash, randomBytes } from 'node:crypto'
import type { Target } from '../target.ts'
import type { Client } from './application.ts'
import { callback } from './application.ts'
import { type Answer, type Connection, headerOf } from './connection.ts'
import { each } from './each.ts'
import type { Person } from './people.ts'
import { basic, postForm, postJson, request } from './request.ts'
import { expectJson, wrong } from './speak.ts'

export interface Tokens {
  access_token: string
  id_token: string
  refresh_token?: string
}

export interface Browser {
  cookies: Map<string, string>
}

export const newBrowser = (): Browser => ({ cookies: new Map() })

function cookieHeader({ cookies }: Browser): { cookie?: string } {
  return cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}
}

/** Paths are not looked at: the names of this server's cookies are distinct enough. */
function keepCookies({ cookies }: Browser, { head }: Answer): void {
  for (const [, name = '', value = '', rest = ''] of head.matchAll(/\r\nset-cookie: *([^=]+)=([^;\r\n]*)([^\r\n]*)/gi))
    if (/expires=Thu, 01 Jan 1970|max-age=0\b/i.test(rest)) cookies.delete(name)
    else cookies.set(name, value)
}

async function visit(line: Connection, origin: string, browser: Browser, path: string): Promise<Answer> {
  const answer = await line.send(request(origin, 'GET', path, { accept: 'text/html', ...cookieHeader(browser) }))
  keepCookies(browser, answer)
  return answer
}

async function act(
  line: Connection,
  origin: string,
  browser: Browser,
  page: Page,
  action: string,
  body: object,
): Promise<string> {
  const headers = { accept: 'application/json', 'x-menshen-csrf': page.csrf, origin, ...cookieHeader(browser) }
  const answer = await line.send(postJson(origin, `${page.path}/${action}`, body, headers))
  keepCookies(browser, answer)
  const { code, data } = JSON.parse(answer.body.toString()) as { code: number; data: { location: string } }
  if (answer.status !== 200 || code !== 200) throw wrong(answer)
  return data.location
}

interface Page {
  path: string
  csrf: string
}

export interface Asking {
  client: Client
  /** Null: the browser is signed in already. */
  person: Person | null
  /** For a refresh token; the person is asked. */
  offline?: boolean
  /** A client without a secret. */
  isPublic?: boolean
}

/** The whole way from an application's link to tokens (RFC 6749 section 4.1 with RFC 7636). */
export async function signIn(line: Connection, { origin }: Target, browser: Browser, asking: Asking): Promise<Tokens> {
  const verifier = randomBytes(32).toString('base64url')
  const code = await fetchCode(line, origin, browser, asking, verifier)
  const fields = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
  const { client, isPublic } = asking
  const proof = isPublic
    ? postForm(origin, '/oidc/token', { ...fields, client_id: client.id })
    : postForm(origin, '/oidc/token', fields, basic(client))
  return expectJson<Tokens>(line, proof)
}

async function fetchCode(
  line: Connection,
  origin: string,
  browser: Browser,
  asking: Asking,
  verifier: string,
): Promise<string> {
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const scope = asking.offline ? 'openid profile email offline_access' : 'openid profile email'
  const query = new URLSearchParams({
    client_id: asking.client.id,
    redirect_uri: callback,
    response_type: 'code',
    scope,
    state: verifier.slice(0, 16),
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(asking.offline && { prompt: 'consent' }),
  })
  let at = `/oidc/auth?${query}`
  for (let step = 0; step < 6; step++) {
    const answer = await visit(line, origin, browser, at)
    const location = headerOf(answer, 'location') ?? ''
    const url = URL.parse(location, origin)
    if (answer.status !== 303 || !url) throw wrong(answer)
    const code = location.startsWith(callback) ? url.searchParams.get('code') : null
    if (code) return code
    if (!url.pathname.startsWith('/interaction/')) throw new Error(`sent to ${location}`)
    const next = new URL(await passPage(line, origin, browser, asking, url.pathname), origin)
    at = next.pathname + next.search
  }
  throw new Error('the sign-in goes round in circles')
}

/** Signs in, or says yes where the person is signed in already. */
async function passPage(
  line: Connection,
  origin: string,
  browser: Browser,
  { person }: Asking,
  path: string,
): Promise<string> {
  const answer = await visit(line, origin, browser, path)
  const text = answer.body.toString()
  const csrf = /"csrf":"([\w-]+)"/.exec(text)?.[1]
  if (answer.status !== 200 || !csrf) throw wrong(answer)
  if (text.includes('"screen":"consent"'))
    return act(line, origin, browser, { path, csrf }, 'consent', { accept: true })
  if (!person) throw new Error('a browser that should be signed in was asked for a password')
  return act(line, origin, browser, { path, csrf }, 'sign-in', { account: person.username, password: person.password })
}

/** Everybody in a browser of their own. */
export function signInAll(
  target: Target,
  people: Person[],
  client: Client,
  options: Pick<Asking, 'offline' | 'isPublic'>,
): Promise<SignedIn[]> {
  return each(target.origin, people, async (line, person) => {
    const browser = newBrowser()
    return { browser, tokens: await signIn(line, target, browser, { client, person, ...options }) }
  })
}

/** Bytes of the sign-in page and of everything it loads, as they come over the wire to a browser. */
export async function weighPage(line: Connection, { origin }: Target, client: Client): Promise<Record<string, number>> {
  const verifier = randomBytes(32).toString('base64url')
  const browser = newBrowser()
  const query = new URLSearchParams({
    client_id: client.id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid',
    code_challenge: verifier,
    code_challenge_method: 'S256',
  })
  const sent = await visit(line, origin, browser, `/oidc/auth?${query}`)
  const page = await visit(line, origin, browser, URL.parse(headerOf(sent, 'location') ?? '', origin)?.pathname ?? '/')
  if (page.status !== 200) throw wrong(page)
  const sizes: Record<string, number> = { html: page.body.length }
  for (const [, path = ''] of page.body.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
    const asset = await line.send(request(origin, 'GET', path, { 'accept-encoding': 'br, gzip' }))
    sizes[path.split('.').pop() ?? ''] = (sizes[path.split('.').pop() ?? ''] ?? 0) + asset.body.length
  }
  return sizes
}

/** A person who is signed in. */
export interface SignedIn {
  browser: Browser
  tokens: Tokens
}
