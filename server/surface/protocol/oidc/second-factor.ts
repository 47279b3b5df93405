import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { demandOf, furtherFactor } from '#domain/entry/mfa/demand.ts'
import type { Directory } from '#domain/shape/directory.ts'
import type { KeyRing } from '#domain/tenancy/key/key-ring.ts'
import { amrOf, type Method } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Clock } from '#platform/clock.ts'
import type { Look } from '#platform/database/database.ts'
import { acrOf } from './acr.ts'
import { askedAcr, isWithinReach, meetsAcr, refuseUnmet } from './asked-acr.ts'
import { ownerOf } from './clients.ts'
import type { SessionModel } from './engine-types.ts'
import { currentScope } from './scope.ts'

/** What the step demands to know again: the session of ours that lacks the factor. */
export interface StepUpDetails {
  stepUpOf?: string
  asksForTwo?: boolean
}

export const stepUpReason = 'second_factor'

export interface FactorGround {
  directory: Directory
  keys: KeyRing
  look: Look
}

/**
 * Whoever is signed in without the second factor that this application demands, or this request by `acr`, has to show one first.
 * With `prompt=none` that is `login_required`, but for what the request only wishes.
 */
export function askForFactor(ground: FactorGround, clock: Clock) {
  return new interactionPolicy.Check(
    stepUpReason,
    'a second factor is required',
    'login_required',
    (ctx) => lacksFactor(ground, clock, ctx),
    (ctx) => ({ stepUpOf: signInOf(ctx), asksForTwo: askedAcr(ctx) !== null }),
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
  if (askedAcr(ctx)?.essential && !isWithinReach(ctx)) refuseUnmet()
  // Nobody is signed in: that is another rule's business.
  if (!userId || !client) return false
  const user = await directory.user(pool.id, userId)
  const session = id ? await directory.session(pool.id, id) : null
  if (!user) return false
  const at = { look, pool, application, client, keys, now: clock() }
  const methods = session?.methods ?? []
  if (session) noteMethods(ctx.oidc.session as unknown as SessionModel, methods)
  if ((await demandOf(at, user, methods)) !== null) return true
  return lacksAcr(ctx, (await furtherFactor(at, user, methods)) !== null)
}

/** A factor that was set up in the session has been shown in it: the tokens say so from then on. */
function noteMethods(present: SessionModel, methods: readonly Method[]): void {
  const amr = amrOf(methods)
  if (acrOf(amr) !== (present.acr ?? acrOf())) Object.assign(present, { amr, acr: acrOf(amr) })
}

/** `canShow`: whether the person has a second factor. Who has none goes on with less, or not at all where it is essential. */
function lacksAcr(ctx: KoaContextWithOIDC, canShow: boolean): boolean {
  if (meetsAcr(ctx, (ctx.oidc.session as SessionModel | undefined)?.acr)) return false
  if (canShow && isWithinReach(ctx)) return askedAcr(ctx)?.essential === true || !ctx.oidc.promptPending('none')
  if (askedAcr(ctx)?.essential) refuseUnmet()
  return false
}
