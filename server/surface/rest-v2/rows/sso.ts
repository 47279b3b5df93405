import type { FastifyReply, FastifyRequest } from 'fastify'
import { createSharedSession, destroySharedSession } from '#domain/entry/mobile-sso/create.ts'
import { exchangeTicket } from '#domain/entry/mobile-sso/exchange.ts'
import { trackSharedSession } from '#domain/entry/mobile-sso/track.ts'
import { type PersonHere, whoIsHere } from '#domain/entry/session/who-is-here.ts'
import { encodePerson, encodeSignedIn } from '../encode-user.ts'
import type { Parts, Reader } from '../parts.ts'
import { type Call, done, plainRow, type Row, row } from '../row.ts'

/** What the browser's cookie of a user pool stands for; null when it stands for nobody. */
export type FindBrowser = (
  request: FastifyRequest,
  reply: FastifyReply,
  applicationId: string,
) => Promise<{ userId: string; sessionId: string } | null>

const found = { 'zh-CN': '获取 session 用户信息成功', 'en-US': 'Found who is signed in on this device' }
const exchanged = { 'zh-CN': '换取用户信息成功', 'en-US': 'Exchanged the ticket' }
const destroyed = { 'zh-CN': '销毁 session 成功!', 'en-US': 'Ended the shared session' }

const inPool = (read: (parts: Parts) => Reader) => (parts: Parts) => ({ userPoolId: read(parts).text('userPoolId') })
const inBody = inPool(({ body }) => body)

/** The apps of one phone share being signed in: see `domain/entry/mobile-sso`. `destory` is how the clients spell it. */
export const mobileSsoRows: Row[] = [
  row(
    'POST /oauth/sso/mobile/createSession',
    createSharedSession,
    ({ body }) => ({ deviceId: body.text('deviceId') }),
    (made) => made,
    { place: inBody },
  ),
  row(
    'GET /oauth/sso/mobile/trackSession',
    trackSharedSession,
    ({ query }) => ({ deviceId: query.text('deviceId') }),
    (tracked) => tracked,
    { place: inPool(({ query }) => query), saying: found },
  ),
  row(
    'POST /oauth/sso/mobile/exchangeUserInfoWithTicket',
    exchangeTicket,
    ({ body }) => ({ ticket: body.text('ticket'), secret: body.text('secret') }),
    encodeSignedIn,
    { place: inBody, saying: exchanged },
  ),
  row(
    'POST /oauth/sso/mobile/destorySession',
    destroySharedSession,
    ({ body }) => ({ deviceId: body.text('deviceId'), all: body.flag('destoryAll') }),
    done,
    { place: inBody, saying: destroyed },
  ),
]

/** Whether somebody is signed in in this browser, for the pages of the application. */
export function browserSsoRows({ findBrowser }: { findBrowser?: FindBrowser }): Row[] {
  return [
    plainRow(
      'GET /cas/session',
      async (call) => {
        const applicationId = await applicationOf(call)
        const browser = applicationId && (await findBrowser?.(call.request, call.reply, applicationId))
        if (!browser) return nobody
        const { request, hints } = call
        const here = await call.domain.ask(
          whoIsHere,
          { ...hints, applicationId, token: undefined },
          { ...browser, pageOrigin: request.headers.origin ?? null },
        )
        return here ? encodeHere(here, hints.origin) : nobody
      },
      { raw: true },
    ),
  ]
}

const nobody = { session: null, userInfo: null }

async function applicationOf({ domain, hints, parts: { query } }: Call): Promise<string | null> {
  const { directory } = domain.tools
  const named = query.optionalText('app_id', 'appId') ?? hints.applicationId
  const application = named
    ? await directory.application(named)
    : hints.identifier && (await directory.applicationByIdentifier(hints.identifier))
  return application ? application.id : null
}

/** The form in which the official clients know a browser's session. The id opens nothing. */
function encodeHere({ user, session, application }: PersonHere, origin: string) {
  const cookie = {
    originalMaxAge: session.expiresAt.getTime() - session.createdAt.getTime(),
    expires: session.expiresAt.toISOString(),
    secure: origin.startsWith('https:'),
    httpOnly: true,
    path: '/oidc',
    sameSite: 'lax',
    appId: application.id,
    type: 'oidc',
    userId: user.id,
  }
  return { session: { _id: session.id, cookie }, userInfo: encodePerson(user) }
}
