import { type Declined, decline } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findPasswordHash } from '#domain/proof/credential/password-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import { sha256 } from '#platform/crypto/compare.ts'
import type { Entering } from '../sign-in/entering.ts'
import { type Demand, demandOf, furtherFactor } from './demand.ts'
import { insertMfaTicket } from './mfa-ticket-store.ts'
import { mfaTokenLifetime, newMfaToken } from './mfa-token.ts'
import { isExhausted, isGuessable } from './tries.ts'

/** `sessionId`: in which the person is already; `asked`: the application asks by itself, whatever its policy. */
type Asking = Entering & { sessionId?: string; asked?: boolean }

/** Wrong tries that one first half is good for. */
const triesPerTicket = 5

/**
 * Asks for a second factor where one is due: 1635 of whoever set up an authenticator app and is asked for that alone, 1636 where
 * the application asks or there is a choice; both with an mfaToken. Null when none is due. Where too many were wrong, what could be
 * guessed is not offered, and 2005 when nothing else is there.
 */
export async function askSecondFactor(context: Context, user: User, entering: Asking): Promise<Declined | null> {
  const due =
    (await demandOf({ ...context, reader: context.tx }, user, entering.methods)) ??
    (entering.asked ? await furtherFactor({ ...context, reader: context.tx }, user, entering.methods) : null)
  if (!due) return null
  // The right password does not forget these tries, so that whoever has it cannot go on guessing.
  const exhausted = await isExhausted(context, user)
  const demand = { ...due, factors: due.factors.filter(({ method }) => !exhausted || !isGuessable(method)) }
  if (demand.factors.length === 0) return decline(2005)
  const token = await issue(context, user, entering)
  const data = describe(user, demand, token)
  const own = demand.reason === 'own' && demand.factors.some(({ kind }) => kind === 'totp')
  return own ? decline(1635, { data }) : decline(1636, { data })
}

async function issue({ tx, pool, application, now }: Context, user: User, entering: Asking): Promise<string> {
  const { token, tokenHash } = newMfaToken(pool.id)
  await insertMfaTicket(tx, {
    userPoolId: pool.id,
    tokenHash,
    userId: user.id,
    applicationId: application?.id ?? null,
    sessionId: entering.sessionId ?? null,
    sessionKind: entering.kind,
    lifetime: entering.lifetime ?? null,
    counted: entering.counted,
    // Of a session from before methods were kept nothing is known; the second factor must be the second all the same.
    methods: entering.methods.length > 0 ? entering.methods : ['unrecorded'],
    passwordDigest: digestOf(await findPasswordHash(tx, pool.id, user.id)),
    triesLeft: triesPerTicket,
    expiresAt: new Date(now.getTime() + mfaTokenLifetime * 1000),
    tokenScope: entering.tokenScope ?? null,
  })
  return token
}

/** Tells one password from the next without keeping anything of it. */
export function digestOf(passwordHash: string | null): Buffer | null {
  return passwordHash === null ? null : sha256(passwordHash)
}

/** Under the names that the login components read. `enrolled` says whether a factor can be shown, or has to be set up first. */
function describe(user: User, { factors, enrolled }: Demand, mfaToken: string) {
  const has = (kind: string) => enrolled && factors.some((factor) => factor.kind === kind)
  return {
    mfaToken,
    applicationMfa: factors.map(({ wire }, index) => ({ mfaPolicy: wire, status: 1, sort: index + 1 })),
    enrolled,
    totpMfaEnabled: has('totp'),
    faceMfaEnabled: has('face'),
    passkeyEnabled: has('passkey'),
    mfaPhone: user.phone,
    mfaPhoneCountryCode: user.phoneCountryCode,
    mfaEmail: user.email,
    phone: user.phone,
    phoneCountryCode: user.phoneCountryCode,
    email: user.email,
    username: user.username,
    nickname: user.profile.nickname ?? null,
    avatar: user.profile.photo ?? null,
  }
}
