import { type Declined, decline, refuse } from '@menshen/contract/errors'
import { matchesTyped } from '#domain/proof/credential/normal-password.ts'
import { readPassword } from '#domain/proof/credential/transport.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import { requireOpen } from '#domain/tenancy/application/require-open.ts'
import type { SessionKind, SignedIn } from '../session/session.ts'
import { beginTry, countFailure, countSuccess, standingOf, type Try } from '../sign-in/count-tries.ts'
import { openSession } from '../sign-in/open.ts'
import type { SubAccount } from './sub-account.ts'
import { findByAccount, type SubAccountPlace } from './sub-account-store.ts'
import { triedAs } from './tries.ts'

export interface SubAccountSignIn {
  account: string
  password: string
  /** True when the password came encrypted under the transport key. */
  encrypted: boolean
  captchaCode?: string | null | undefined
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
}

type Found = { subAccount: SubAccount; hash: string }

/** `found` is whose password it was; null when the try has failed. */
type Prepared = { input: SubAccountSignIn; trying: Try; found: Found | null }

/**
 * Signs somebody in by a sub-account, as its main account. Order of refusals: 2101 no application named, 400 the application
 * has no sub-accounts, 2211 no name, 2000 and 2001 captcha, 2005 too many tries, 2016 undecryptable, 2333 whatever is wrong
 * with name or password, in equal time; then those of `openSession` for the main account.
 */
export const signInWithSubAccount: Verb<'user.signed-in', SubAccountSignIn, SignedIn, Prepared> = {
  name: 'sub-account.sign-in',
  admits: 'anyone',
  emits: ['user.signed-in'],
  async prepare(before, input) {
    const place = placeOf(before)
    if (input.account.trim() === '') refuse(2211)
    const { account: identifier, captchaCode } = input
    const trying = await beginTry(before, 'sub-account', { user: triedAs(place, identifier), identifier, captchaCode })
    const password = await readPassword(before, input.password, input.encrypted)
    const named = await findByAccount(before.reader, place, identifier)
    const found = await judge(before, named, password)
    return { input, trying: { ...trying, userId: named?.subAccount.userId ?? null }, found }
  },
  async run(context, { input, trying, found }) {
    const standing = await standingOf(context, trying)
    if (standing.closed) return standing.closed
    if (!found) return fail(context, trying)
    await countSuccess(context, standing)
    const { userId } = found.subAccount
    const { kind, lifetime } = input
    const signedIn = await openSession(context, { id: userId }, { way: 'sub-account', kind, lifetime })
    // The main account's row is locked now, and whoever changes a sub-account locks it first: this is the password that counts.
    const now = await findByAccount(context.tx, placeOf(context), input.account)
    if (!now?.subAccount.enabled || now.hash !== found.hash) refuse(2333, { data: { remainCount: 0 } })
    return signedIn
  },
}

function placeOf({ pool, application }: Pick<RequestContext, 'pool' | 'application'>): SubAccountPlace {
  if (!application) refuse(2101)
  requireOpen(application, 'enableSubAccount')
  return { userPoolId: pool.id, applicationId: application.id }
}

/** Whose password it is as well; null when nobody's. */
async function judge({ ports }: Before, found: Found | null, password: string): Promise<Found | null> {
  const matches = await matchesTyped(ports.hasher, password, found?.hash ?? ports.hasher.dummy)
  return matches && found?.subAccount.enabled ? found : null
}

async function fail(context: Context, trying: Try): Promise<Declined> {
  const counted = await countFailure(context, trying)
  return 'refusal' in counted ? counted.refusal : decline(2333, { data: { remainCount: counted.left } })
}
