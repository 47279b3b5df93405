import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { EnginePort } from '#domain/entry/oidc-artifact/engine-port.ts'
import { type AuthenticationMethod, amrOf } from '#domain/tenancy/mfa/factor-kind.ts'
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

/**
 * Whoever is signed in without the second factor that this application demands, or this request by `acr`, has to show one first.
 * With `prompt=none` that is `login_required`, but for what the request only wishes.
 */
export function askForFactor(port: EnginePort) {
  return new interactionPolicy.Check(
    stepUpReason,
    'a second factor is required',
    'login_required',
    (ctx) => lacksFactor(port, ctx),
    (ctx) => ({ stepUpOf: signInOf(ctx), asksForTwo: askedAcr(ctx) !== null }),
  )
}

/** The session of ours that the browser is in. */
export function signInOf(ctx: KoaContextWithOIDC): string | undefined {
  return (ctx.oidc.session as SessionModel | undefined)?.signIns?.at(-1)
}

async function lacksFactor(port: EnginePort, ctx: KoaContextWithOIDC): Promise<boolean> {
  const { pool, application } = ownerOf(ctx.oidc.client)
  const id = signInOf(ctx)
  const userId = ctx.oidc.session?.accountId
  const client = currentScope()?.client
  if (askedAcr(ctx)?.essential && !isWithinReach(ctx)) refuseUnmet()
  // Nobody is signed in: that is another rule's business.
  if (!userId || !client) return false
  const user = await port.cached.user(pool.id, userId)
  const session = id ? await port.cached.session(pool.id, id) : null
  if (!user) return false
  const at = { pool, application, client }
  const methods = session?.methods ?? []
  if (session) noteMethods(ctx.oidc.session as unknown as SessionModel, methods)
  if ((await port.demandedFactor(at, user, methods)) !== null) return true
  return lacksAcr(ctx, (await port.furtherFactor(at, user, methods)) !== null)
}

/** A factor that was set up in the session has been shown in it: the tokens say so from then on. */
function noteMethods(present: SessionModel, methods: readonly AuthenticationMethod[]): void {
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
