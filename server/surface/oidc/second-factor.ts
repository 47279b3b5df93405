import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Directory } from '#domain/directory.ts'
import type { KeyRing } from '#domain/key/key-ring.ts'
import { demandOf } from '#domain/mfa/demand.ts'
import type { Clock } from '#platform/clock.ts'
import type { Look } from '#platform/database/database.ts'
import { ownerOf } from './clients.ts'
import type { SessionModel } from './engine-types.ts'
import { currentScope } from './scope.ts'

/** What the step demands to know again: the session of ours that lacks the factor. */
export interface StepUpDetails {
  stepUpOf?: string
}

export const stepUpReason = 'second_factor'

export interface FactorGround {
  directory: Directory
  keys: KeyRing
  look: Look
}

/**
 * Whoever is signed in without the second factor that this application demands has to show one first. With `prompt=none`
 * that is `login_required`.
 */
export function askForFactor(ground: FactorGround, clock: Clock) {
  return new interactionPolicy.Check(
    stepUpReason,
    'a second factor is required',
    'login_required',
    (ctx) => lacksFactor(ground, clock, ctx),
    (ctx) => ({ stepUpOf: signInOf(ctx) }),
  )
}

/** The session of ours that the browser is in. */
export function signInOf(ctx: KoaContextWithOIDC): string | undefined {
  return (ctx.oidc.session as SessionModel | undefined)?.signIns?.at(-1)
}

async function lacksFactor(
  { directory, keys, look }: FactorGround,
  clock: Clock,
  ctx: KoaContextWithOIDC,
): Promise<boolean> {
  const { pool, application } = ownerOf(ctx.oidc.client)
  const id = signInOf(ctx)
  const userId = ctx.oidc.session?.accountId
  const client = currentScope()?.client
  // Nobody is signed in: that is another rule's business.
  if (!userId || !client) return false
  const user = await directory.user(pool.id, userId)
  const session = id ? await directory.session(pool.id, id) : null
  if (!user) return false
  const at = { look, pool, application, client, keys, now: clock() }
  return (await demandOf(at, user, session?.methods ?? [])) !== null
}
