import { Refusal } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { endOwnSessionsIn } from '#domain/entry/session/end.ts'
import { kickUsers } from '#domain/entry/session/kick.ts'
import { signOut } from '#domain/entry/session/sign-out.ts'
import { type Call, done, plainRow, type Row, row } from '../row.ts'
import type { FindBrowser } from './sso.ts'

export interface RestV2Options {
  /** Ends the session that the browser's cookie stands for, if there is one. Given by whoever owns that cookie. */
  endBrowserSession?: (request: FastifyRequest, reply: FastifyReply, applicationId: string | null) => Promise<void>
  /** Finds out whom that cookie stands for. */
  findBrowser?: FindBrowser
}

const kick = row(
  'GET /logout',
  kickUsers,
  ({ query }) => ({
    userIds: [query.text('userId')],
    applicationId: query.optionalText('appId'),
    deviceId: query.optionalText('deviceId'),
  }),
  done,
)

/** People sign another of their devices out; `current` is the one that asks, and means what no device means. */
const endDevice = row(
  'GET /logout',
  endOwnSessionsIn,
  ({ query }) => ({ applicationId: query.optionalText('appId'), deviceId: query.text('deviceId') }),
  done,
)

/** The two ways to sign out, and at one of them an administrator's way to sign out somebody else. */
export function logoutRows({ endBrowserSession }: RestV2Options): Row[] {
  async function signOutHere(call: Call, applicationId: string | undefined): Promise<true> {
    await endTokenSession(call)
    if (isOrdered(call.request)) await endBrowserSession?.(call.request, call.reply, applicationId ?? null)
    return true
  }

  return [
    plainRow('GET /api/v2/logout', (call) => signOutHere(call, call.parts.query.optionalText('app_id'))),
    plainRow('GET /logout', (call) => {
      const { query } = call.parts
      if (query.optionalText('userId')) return kick.answer(call)
      if ((query.optionalText('deviceId') ?? 'current') !== 'current') return endDevice.answer(call)
      return signOutHere(call, query.optionalText('appId'))
    }),
  ]
}

/**
 * Whether a program asks, as the official clients do, and not a link or a picture on somebody's page: those must not sign
 * anybody out, though the protocol signs out with a GET. From another site it takes the person's token as well. People who come
 * by a link are asked first, at `/login/profile/logout`.
 */
function isOrdered({ headers }: FastifyRequest): boolean {
  const { 'sec-fetch-mode': mode, 'sec-fetch-site': site, accept = '', authorization } = headers
  const program = mode === undefined ? !accept.includes('text/html') : mode === 'cors' || mode === 'same-origin'
  return program && (site !== 'cross-site' || authorization !== undefined)
}

/** Whoever is not signed in has nothing to end and is told the same. The token alone says where: names beside it may be stale. */
async function endTokenSession({ domain, hints }: Call): Promise<void> {
  const { token, client, origin } = hints
  if (!token) return
  try {
    await domain.call(signOut, { token, client, origin }, {})
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
