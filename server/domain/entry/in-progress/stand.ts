import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { type Holder, holderOfPage } from '../qr-sign-in/holder.ts'
import type { ConsentNeeded, EntryInProgress, Needs } from './entry.ts'

/** How an entry stands at this moment. */
export interface Standing {
  application: Application
  pool: UserPool
  /** Who is signed in already; null where nobody is, or is there any more. */
  user: User | null
  needs: Needs
  /** The session that signing in opens. */
  opens: { kind: 'browser'; lifetime: number }
  /** What shows that a code to scan is this page's own. */
  holder: Holder
}

/** How an entry stands, for the page on which it goes on. 2011 when its application is gone. */
export const standOfEntry: Question<EntryInProgress, Standing> = {
  name: 'entry.stand',
  admits: 'anyone',
  async answer({ application, pool, ports }, { id, applicationId, userId, needs }) {
    if (application?.id !== applicationId) refuse(2011)
    const user = userId ? await ports.cached.user(pool.id, userId) : null
    // Nobody is left who could show another factor.
    const left: Needs = needs.step === 'second-factor' && !user ? { step: 'sign-in' } : needs
    const holder = holderOfPage(ports.keys.cookieSecret, id)
    return { application, pool, user, needs: left, opens: sessionFor(application, pool), holder }
  },
}

/** A browser's session outlives the refresh tokens that hang on it. `lifetime` in seconds. */
function sessionFor({ settings }: Application, pool: UserPool): Standing['opens'] {
  return { kind: 'browser', lifetime: Math.max(pool.settings.tokenExpiresAfter, settings.refreshTokenLifetime) }
}

/** 400 for what belongs to signing in, where the person is asked for consent. Whoever lacks a second factor may sign in as well. */
export function requireSigningIn(needs: Needs): void {
  if (needs.step === 'consent') refuse(400, { variant: 'stage' })
}

/** What the person is asked to agree to; 400 where it is not yet that. */
export function requireConsenting(needs: Needs): ConsentNeeded {
  return needs.step === 'consent' ? needs : refuse(400, { variant: 'stage' })
}
