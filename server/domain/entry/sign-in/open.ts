import { type Declined, refuse } from '@menshen/contract/errors'
import { declineWithoutAccess } from '#domain/access/application-access/check-access.ts'
import type { User } from '#domain/people/user/user.ts'
import { countLogin, lockUser } from '#domain/people/user/user-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { countSignIn } from '#domain/tenancy/quota/monthly.ts'
import { newId } from '#platform/crypto/random.ts'
import { noticeNewDevice } from '../device/notify.ts'
import { mustVerifyEmail, requireActiveAccount } from '../session/account-status.ts'
import type { Session, SessionKind, SignedIn } from '../session/session.ts'
import { standsBefore, type Way } from './checks.ts'
import { insertEntry, type VisitRecord } from './entry-store.ts'
import { nextStep } from './next-step.ts'
import { visitOf } from './visit.ts'

export interface Opening {
  way: Way
  /** How the person proved who they are; by the way alone when left out. */
  methods?: AuthenticationMethod[]
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number | undefined
  /** A sign-in that the person made: shows in `loginsCount` and uses the pool's quotas. False: a mere token. By the way when left out. */
  counted?: boolean
  /** The person's device, where the caller knows it better than the request shows it. */
  deviceId?: string | null
  /** When it ends at the latest, where it goes on from a session in which the person proved who they are. */
  endsBy?: Date | null
  /** When the person proved who they are, where that was not this moment. */
  provenAt?: Date
  /** What was asked for where tokens come of it, kept while a second factor is waited for: see `token-set`. */
  tokenScope?: string | undefined
}

/** What each way proves that is but one thing; the others are told. */
const methodsOf: Partial<Record<Way, AuthenticationMethod[]>> = {
  password: ['password'],
  registration: ['password'],
  qr: ['qr'],
  passkey: ['passkey'],
  'security-key': ['security-key'],
  'sub-account': ['sub-account'],
}

/**
 * Signs a person in; nothing else does. Refusals: 2004 gone, 2005 locked, 1001 not admitted to the application; and, as `checks.ts` says
 * by ways, 2042 an e-mail address that has to be verified first, what `nextStep` asks for, 2002 and 2040 the quotas, 1001 a device
 * that an administrator has locked.
 */
export async function openSession(
  context: Context<'user.signed-in'>,
  { id }: Pick<User, 'id'>,
  {
    way,
    methods = methodsOf[way] ?? [],
    kind,
    lifetime,
    deviceId,
    endsBy,
    provenAt = context.now,
    tokenScope,
    ...asked
  }: Opening,
): Promise<SignedIn | Declined> {
  const { tx, pool, client, now } = context
  const { counted = standsBefore(way, 'quota') } = asked
  // Locked and read afresh: whoever was locked out a moment ago stays out.
  const user = await lockUser(tx, pool.id, id)
  requireActiveAccount(user)
  const shut = await declineWithoutAccess(context, id)
  if (shut) return shut
  if (standsBefore(way, 'email') && mustVerifyEmail(pool, user)) refuse(2042)
  const step = await nextStep(context, user, { way, methods, kind, lifetime, counted, tokenScope })
  if (step) return step
  const proven = { kind, methods, endsBy, provenAt }
  if (!counted) return { user, session: await insert(context, user, { ...proven, deviceId }, lifetime, null) }
  if (standsBefore(way, 'quota')) await countSignIn(context, id)
  const entering = (await countLogin(tx, user, client.ip, now)) ?? refuse(2004)
  const visit = visitOf(context, user, { way, kind, deviceId })
  const session = await insert(context, user, proven, lifetime, visit)
  context.emit('user.signed-in', { userId: id, sessionId: session.id, way })
  return { user: entering, session }
}

type Proven = Pick<Session, 'kind' | 'methods' | 'provenAt'> & Pick<Opening, 'deviceId' | 'endsBy'>

async function insert(
  { tx, pool, application, client, now, later }: Context,
  user: User,
  { kind, methods, deviceId: known = null, endsBy: bound = null, provenAt }: Proven,
  asked: number | undefined,
  visit: VisitRecord | null,
): Promise<Session> {
  const lifetime = asked ?? application?.settings.idTokenLifetime ?? pool.settings.tokenExpiresAfter
  // A browser session is every application's, so it goes by the pool.
  const own = kind === 'token' ? application?.settings : undefined
  const endsBy = earliest(bound, after(now, own?.sessionAbsoluteTimeout ?? pool.settings.sessionAbsoluteTimeout))
  const session = {
    id: newId(now),
    userPoolId: pool.id,
    userId: user.id,
    applicationId: application?.id ?? null,
    kind,
    methods,
    createdAt: now,
    provenAt,
    expiresAt: earliest(endsBy, new Date(now.getTime() + lifetime * 1000)),
    endsBy,
    lastSeenAt: now,
    idleSeconds: (own?.sessionIdleTimeout ?? pool.settings.sessionIdleTimeout) || null,
  }
  const { ip, userAgent } = client
  const { deviceId, deviceDisabled } = await insertEntry(tx, { session, ip, userAgent, deviceId: known, visit })
  if (deviceDisabled) refuse(1001, { variant: 'device' })
  const language = visit?.noticeLanguage
  if (language && deviceId === visit.newDevice.id)
    later(noticeNewDevice, { language, applicationId: session.applicationId }, { id: deviceId })
  return { ...session, deviceId, endedAt: null }
}

/** Null for a setting of 0, which is none. */
function after(now: Date, seconds: number): Date | null {
  return seconds === 0 ? null : new Date(now.getTime() + seconds * 1000)
}

function earliest<Other extends Date | null>(bound: Date | null, other: Other): Other | Date {
  return bound && (!other || bound < other) ? bound : other
}
