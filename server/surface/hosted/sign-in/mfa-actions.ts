import { refuse } from '@menshen/contract/errors'
import type { SignInAction } from '@menshen/contract/pages/sign-in-actions'
import { associateTotp } from '#domain/entry/factor/associate-totp.ts'
import { confirmTotp } from '#domain/entry/factor/confirm-totp.ts'
import type { Passed } from '#domain/entry/mfa/pass-factor.ts'
import { sendFactorCode } from '#domain/entry/mfa/send-code.ts'
import { stepUp } from '#domain/entry/mfa/step-up.ts'
import { useRecoveryCode } from '#domain/entry/mfa/use-recovery-code.ts'
import { verifyCodeFactor } from '#domain/entry/mfa/verify-code.ts'
import { verifyTotp } from '#domain/entry/mfa/verify-totp.ts'
import { secondFactorOptions, verifyPasskey } from '#domain/entry/passkey/second-factor.ts'
import { deliverAt } from '#domain/proof/verification-code/deliver.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepTrust } from '../../request/entry-cookies.ts'
import { type Acting, type Handlers, letThrough } from './action.ts'

type Sent = { mfaToken: string | undefined }

const checkedToken = ({ mfaToken = '' }: Sent) => checkedText(mfaToken, 'mfaToken', 200)

/** The request context of somebody who has shown the first half and brings the mfaToken for it. */
function halfway(acting: Acting, sent: Sent): RequestContext {
  const token = checkedToken(sent)
  return {
    ...acting.at,
    caller: { kind: 'second factor', userPoolId: acting.stage.pool.id, token },
  }
}

/** Six digits, with the spaces that people put between them. */
const codeOf = (code = '') => checkedText(code, 'code', 64)

/** Where a code goes: the person's own address when none is named. */
function addressOf(sent: { kind: string | undefined; address: string | undefined }) {
  const kind = choiceOf(sent.kind, 'kind', ['sms', 'email'])
  const address = checkedText(sent.address?.trim() ?? '', 'address', 254)
  return { kind, ...(address && (kind === 'email' ? { email: address } : { phone: address })) }
}

async function pass(acting: Acting, passed: Passed): Promise<{ location: string }> {
  if (passed.trust) keepTrust(acting.reply, passed.user.id, passed.trust, acting.at.origin)
  return letThrough(acting, passed)
}

/** What a person does here for the second half of a sign-in. */
export const mfaActions: Handlers<Extract<SignInAction, `mfa-${string}`>> = {
  /** For whoever is signed in without: the answer is the refusal that asks for it. */
  async 'mfa-begin'(acting) {
    const { needs, user, opens } = acting.stage
    if (needs.step !== 'second-factor' || !user) refuse(2206)
    const { sessionId, asked } = needs
    await acting.pages.domain.callAt(stepUp, acting.at, { sessionId, userId: user.id, ...opens, asked })
    return { done: true }
  },
  async 'mfa-totp'(acting, sent) {
    const shown = { totp: codeOf(sent.code), trust: sent.trust }
    return pass(acting, await acting.pages.domain.callAt(verifyTotp, halfway(acting, sent), shown))
  },
  /** The page shows the new recovery code before it goes on. */
  async 'mfa-recovery'(acting, sent) {
    const shown = { recoveryCode: codeOf(sent.code), trust: sent.trust }
    const recovered = await acting.pages.domain.callAt(useRecoveryCode, halfway(acting, sent), shown)
    const { location } = await pass(acting, recovered)
    return { done: true, recoveryCode: recovered.recoveryCode, next: location }
  },
  async 'mfa-send'(acting, sent) {
    await deliverAt(acting.pages.domain, sendFactorCode, halfway(acting, sent), addressOf(sent))
    return { done: true }
  },
  async 'mfa-code'(acting, sent) {
    const shown = { ...addressOf(sent), code: codeOf(sent.code), trust: sent.trust }
    return pass(acting, await acting.pages.domain.callAt(verifyCodeFactor, halfway(acting, sent), shown))
  },
  async 'mfa-passkey-options'(acting, sent) {
    const hints = { ...acting.hints, token: checkedToken(sent) }
    return { done: true, options: await acting.pages.domain.ask(secondFactorOptions, hints, {}) }
  },
  async 'mfa-passkey'(acting, sent) {
    const shown = { credential: sent.credential, trust: sent.trust }
    return pass(acting, await acting.pages.domain.callAt(verifyPasskey, halfway(acting, sent), shown))
  },
  async 'mfa-enrol'(acting, sent) {
    const association = await acting.pages.domain.callAt(associateTotp, halfway(acting, sent), {})
    const { secret, uri, picture, recoveryCode } = association
    return { done: true, secret, uri, picture, recoveryCode }
  },
  /** The first code of a new app both sets it up and signs in. */
  async 'mfa-confirm'(acting, sent) {
    const { domain } = acting.pages
    const at = halfway(acting, sent)
    const totp = codeOf(sent.code)
    await domain.callAt(confirmTotp, at, { totp })
    const { location } = await pass(acting, await domain.callAt(verifyTotp, at, { totp, trust: sent.trust }))
    return { done: true, next: location }
  },
}
