import type { FastifyReply, FastifyRequest } from 'fastify'
import { createSharedSession, destroySharedSession } from '#domain/entry/mobile-sso/create.ts'
import { exchangeTicket } from '#domain/entry/mobile-sso/exchange.ts'
import { trackSharedSession } from '#domain/entry/mobile-sso/track.ts'
import { type PersonHere, whoIsHere } from '#domain/entry/session/who-is-here.ts'
import { lookUpApplication, lookUpIdentifier } from '#domain/tenancy/application/look-up.ts'
import { flag, optionalText, text } from '../../engine/fields.ts'
import { count, doneResult, moment, nullable, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'
import { type Call, done, type Peek, plainRow, type RestRow, row } from '../../engine/row.ts'
import { encodePerson, encodeSignedIn } from '../encode-user.ts'
import { User } from '../nouns/person.ts'

/** What the browser's cookie of a user pool stands for; null when it stands for nobody. */
export type FindBrowser = (
  request: FastifyRequest,
  reply: FastifyReply,
  applicationId: string,
) => Promise<{ userId: string; sessionId: string } | null>

const found = { 'zh-CN': '获取 session 用户信息成功', 'en-US': 'Found who is signed in on this device' }
const exchanged = { 'zh-CN': '换取用户信息成功', 'en-US': 'Exchanged the ticket' }
const destroyed = { 'zh-CN': '销毁 session 成功!', 'en-US': 'Ended the shared session' }

const userPoolId = { userPoolId: text('The user pool.') }
const deviceId = { deviceId: text('The phone.') }
const inBody = (peek: Peek) => ({ userPoolId: peek('body', 'userPoolId') })
const inQuery = (peek: Peek) => ({ userPoolId: peek('query', 'userPoolId') })

/** The apps of one phone share being signed in: see `domain/entry/mobile-sso`. `destory` is how the clients spell it. */
export const mobileSsoRows: RestRow[] = [
  row('POST /oauth/sso/mobile/createSession', createSharedSession, {
    summary: 'Share being signed in with the other apps of a phone',
    body: { ...userPoolId, ...deviceId },
    place: inBody,
    decode: ({ body }) => ({ deviceId: body.deviceId }),
    result: shape({ sessionId: word() }),
    encode: (made) => made,
  }),
  row('GET /oauth/sso/mobile/trackSession', trackSharedSession, {
    summary: 'Ask who is signed in on a phone',
    query: { ...userPoolId, ...deviceId },
    place: inQuery,
    decode: ({ query }) => ({ deviceId: query.deviceId }),
    result: shape({ ticket: word(), nickname: wordOrNull(), photo: wordOrNull() }),
    encode: (tracked) => tracked,
    saying: found,
  }),
  row('POST /oauth/sso/mobile/exchangeUserInfoWithTicket', exchangeTicket, {
    summary: 'Sign in with the ticket of a phone, as a server',
    body: { ...userPoolId, ticket: text('The ticket.'), secret: text('The secret of the user pool.') },
    place: inBody,
    decode: ({ body: { ticket, secret } }) => ({ ticket, secret }),
    result: nullable(User),
    encode: encodeSignedIn,
    saying: exchanged,
  }),
  row('POST /oauth/sso/mobile/destorySession', destroySharedSession, {
    summary: 'Share being signed in no more',
    body: { ...userPoolId, ...deviceId, destoryAll: flag('On all phones.') },
    place: inBody,
    decode: ({ body }) => ({ deviceId: body.deviceId, all: body.destoryAll }),
    result: doneResult,
    encode: done,
    saying: destroyed,
  }),
]

const BrowserSession = shape({
  _id: word(),
  cookie: shape({
    originalMaxAge: count('Milliseconds.'),
    expires: moment(),
    secure: yesOrNo(),
    httpOnly: yesOrNo(),
    path: word(),
    sameSite: word(),
    appId: word(),
    type: word(),
    userId: word(),
  }),
})

/** Whether somebody is signed in in this browser, for the pages of the application. */
export function browserSsoRows({ findBrowser }: { findBrowser?: FindBrowser }): RestRow[] {
  return [
    plainRow(
      'GET /cas/session',
      {
        summary: 'Ask who is signed in in this browser',
        operation: whoIsHere.name,
        admits: whoIsHere.admits,
        query: { app_id: optionalText('The application.', { also: ['appId'] }) },
        result: shape({ session: nullable(BrowserSession), userInfo: nullable(User) }),
        raw: true,
      },
      async (call, read) => {
        const applicationId = await applicationOf(call, read().query.app_id)
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
    ),
  ]
}

const nobody = { session: null, userInfo: null }

async function applicationOf({ domain, hints }: Call, asked: string | undefined): Promise<string | null> {
  const named = asked ?? hints.applicationId
  const application = named
    ? await lookUpApplication(domain, named)
    : hints.identifier && (await lookUpIdentifier(domain, hints.identifier))
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
