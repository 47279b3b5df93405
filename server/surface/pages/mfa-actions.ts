import { refuse } from '@menshen/contract/errors'
import { associateTotp } from '#domain/entry/factor/associate-totp.ts'
import { confirmTotp } from '#domain/entry/factor/confirm-totp.ts'
import type { Passed } from '#domain/entry/mfa/pass-factor.ts'
import { sendFactorCode } from '#domain/entry/mfa/send-code.ts'
import { stepUp } from '#domain/entry/mfa/step-up.ts'
import { useRecoveryCode } from '#domain/entry/mfa/use-recovery-code.ts'
import { type CodeFactor, verifyCodeFactor } from '#domain/entry/mfa/verify-code.ts'
import { verifyTotp } from '#domain/entry/mfa/verify-totp.ts'
import { secondFactorOptions, verifyPasskey } from '#domain/entry/passkey/second-factor.ts'
import { deliverAt } from '#domain/proof/verification-code/deliver.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import type { Situation } from '#domain/shape/situation.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepTrust } from '../wire/entry-cookies.ts'
import { originOf } from '../wire/origin.ts'
import type { Pages } from './mount.ts'
import {
  type Action,
  circumstances,
  type Interacting,
  letThrough,
  type Outcome,
  requirePrompt,
  sessionLifetime,
  textsOf,
} from './page-action.ts'
import type { Stage } from './situation-of.ts'

/** The circumstances of somebody who has shown the first half and brings the mfaToken for it. */
function halfway(pages: Pages, request: Interacting, stage: Stage): Situation {
  const token = checkedText(textsOf(request.body).mfaToken ?? '', 'mfaToken', 200)
  requirePrompt(stage, 'login')
  return {
    ...circumstances(pages, request, stage),
    caller: { kind: 'second factor', userPoolId: stage.pool.id, token },
  }
}

const wantsTrust = (body: unknown) => (body as { trust?: unknown } | null)?.trust === true

/** Six digits, with the spaces that people put between them. */
const codeOf = ({ code = '' }: Record<string, string>) => checkedText(code, 'code', 64)

function kindOf({ kind }: Record<string, string>): CodeFactor {
  return choiceOf(kind, 'kind', ['sms', 'email'])
}

/** Where a code goes: the person's own address when none is named. */
function addressOf(fields: Record<string, string>) {
  const kind = kindOf(fields)
  const address = checkedText(fields.address?.trim() ?? '', 'address', 254)
  return { kind, ...(address && (kind === 'email' ? { email: address } : { phone: address })) }
}

type Acting = Parameters<Action>

async function pass([pages, request, reply]: Acting, passed: Passed): Promise<{ location: string }> {
  const { origin } = originOf(request, pages.addresses)
  if (passed.trust) keepTrust(reply, passed.user.id, passed.trust, origin)
  return (await letThrough(pages, request, reply, passed)) as { location: string }
}

/** What a person does here for the second half of a sign-in. */
export const mfaActions: Record<string, Action> = {
  /** For whoever is signed in without: the answer is the refusal that asks for it. */
  async 'mfa-begin'(pages, request, _reply, stage) {
    const { interaction, user } = requirePrompt(stage, 'login')
    if (!interaction.stepUpOf || !user) refuse(2206)
    await pages.domain.callAt(stepUp, circumstances(pages, request, stage), {
      sessionId: interaction.stepUpOf,
      userId: user.id,
      kind: 'browser',
      lifetime: sessionLifetime(stage),
      asked: interaction.asksForTwo,
    })
    return { done: true }
  },
  async 'mfa-totp'(...acting) {
    const [pages, request, , stage] = acting
    const shown = { totp: codeOf(textsOf(request.body)), trust: wantsTrust(request.body) }
    return pass(acting, await pages.domain.callAt(verifyTotp, halfway(pages, request, stage), shown))
  },
  /** The page shows the new recovery code before it goes on. */
  async 'mfa-recovery'(...acting): Promise<Outcome> {
    const [pages, request, , stage] = acting
    const shown = { recoveryCode: codeOf(textsOf(request.body)), trust: wantsTrust(request.body) }
    const recovered = await pages.domain.callAt(useRecoveryCode, halfway(pages, request, stage), shown)
    const { location } = await pass(acting, recovered)
    return { done: true, recoveryCode: recovered.recoveryCode, next: location }
  },
  async 'mfa-send'(pages, request, _reply, stage) {
    await deliverAt(pages.domain, sendFactorCode, halfway(pages, request, stage), addressOf(textsOf(request.body)))
    return { done: true }
  },
  async 'mfa-code'(...acting) {
    const [pages, request, , stage] = acting
    const fields = textsOf(request.body)
    const shown = { ...addressOf(fields), code: codeOf(fields), trust: wantsTrust(request.body) }
    return pass(acting, await pages.domain.callAt(verifyCodeFactor, halfway(pages, request, stage), shown))
  },
  async 'mfa-passkey-options'(pages, request, _reply, stage) {
    const { client, origin } = halfway(pages, request, stage)
    const hints = { applicationId: stage.application.id, token: textsOf(request.body).mfaToken, client, origin }
    return { done: true, options: await pages.domain.ask(secondFactorOptions, hints, {}) }
  },
  async 'mfa-passkey'(...acting) {
    const [pages, request, , stage] = acting
    const { credential } = (request.body ?? {}) as { credential?: unknown }
    const shown = { credential, trust: wantsTrust(request.body) }
    return pass(acting, await pages.domain.callAt(verifyPasskey, halfway(pages, request, stage), shown))
  },
  async 'mfa-enrol'(pages, request, _reply, stage) {
    const { secret, uri, picture, recoveryCode } = await pages.domain.callAt(
      associateTotp,
      halfway(pages, request, stage),
      {},
    )
    return { done: true, secret, uri, picture, recoveryCode }
  },
  /** The first code of a new app both sets it up and signs in. */
  async 'mfa-confirm'(...acting): Promise<Outcome> {
    const [pages, request, , stage] = acting
    const at = halfway(pages, request, stage)
    const totp = codeOf(textsOf(request.body))
    await pages.domain.callAt(confirmTotp, at, { totp })
    const passed = await pages.domain.callAt(verifyTotp, at, { totp, trust: wantsTrust(request.body) })
    const { location } = await pass(acting, passed)
    return { done: true, next: location }
  },
}
