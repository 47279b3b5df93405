import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { reaches } from '#domain/entry/session/strength.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import { ownerOf } from './clients.ts'
import { signInOf } from './second-factor.ts'

/**
 * Whoever is in a session that does not reach this application, such as a sub-account's in another, has to sign in. With
 * `prompt=none` that is `login_required`.
 */
export function askToSignIn({ cached }: { cached: CachedRecords }) {
  return new interactionPolicy.Check(
    'borrowed_session',
    'a sign-in to the account itself is required',
    'login_required',
    async (ctx: KoaContextWithOIDC) => {
      const { pool, application } = ownerOf(ctx.oidc.client)
      const id = signInOf(ctx)
      const session = id && ctx.oidc.session?.accountId ? await cached.session(pool.id, id) : null
      return session !== null && !reaches(session, application)
    },
  )
}
