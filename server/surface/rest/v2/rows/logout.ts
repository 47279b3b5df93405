import { Refusal } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { endOwnSessionsIn } from '#domain/entry/session/end.ts'
import { endSessionsOfUsers } from '#domain/entry/session/end-sessions-of-users.ts'
import { signOut } from '#domain/entry/session/sign-out.ts'
import { optionalText } from '../../engine/fields.ts'
import { doneResult } from '../../engine/results.ts'
import { type Call, plainRow, type RestRow } from '../../engine/row.ts'
import type { FindBrowser } from './sso.ts'

export interface RestV2Options {
  /** Ends the session that the browser's cookie stands for, if there is one. Given by whoever owns that cookie. */
  endBrowserSession?: (request: FastifyRequest, reply: FastifyReply, applicationId: string | null) => Promise<void>
  /** Finds out whom that cookie stands for. */
  findBrowser?: FindBrowser
}

const about = { operation: signOut.name, admits: 'anyone', result: doneResult } as const

/** The two ways to sign out, and at one of them an administrator's way to sign out somebody else. */
export function logoutRows({ endBrowserSession }: RestV2Options): RestRow[] {
  async function signOutHere(call: Call, applicationId: string | undefined): Promise<true> {
    await endTokenSession(call)
    if (isOrdered(call.request)) await endBrowserSession?.(call.request, call.reply, applicationId ?? null)
    return true
  }

  return [
    plainRow(
      'GET /api/v2/logout',
      { ...about, summary: 'Sign out', query: { app_id: optionalText('The application.') } },
      (call, read) => signOutHere(call, read().query.app_id),
    ),
    plainRow(
      'GET /logout',
      {
        ...about,
        summary: 'Sign out, here or on another device, or somebody else as an administrator',
        query: {
          userId: optionalText('The person, when an administrator asks.'),
          deviceId: optionalText('Another of your devices; current for this one.'),
          appId: optionalText('The application.'),
        },
      },
      async (call, read) => {
        const { userId, deviceId, appId: applicationId } = read().query
        if (userId)
          await call.domain.call(endSessionsOfUsers, call.hints, { userIds: [userId], applicationId, deviceId })
        else if (!deviceId || deviceId === 'current') return signOutHere(call, applicationId)
        else await call.domain.call(endOwnSessionsIn, call.hints, { applicationId, deviceId })
        return true
      },
    ),
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
