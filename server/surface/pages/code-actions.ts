import { refuse } from '@menshen/contract/errors'
import { resetPasswordWithCode } from '#domain/account/password/reset-with-code.ts'
import { registerWithCode } from '#domain/account/register/register-with-code.ts'
import { signInWithCode } from '#domain/account/sign-in/sign-in-with-code.ts'
import type { TemplateType } from '#domain/messaging/message-template/mail-template.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import type { SentPurpose } from '#domain/proof/verification-code/purpose.ts'
import { sendCode } from '#domain/proof/verification-code/send-code.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import { checkedText } from '#domain/shape/text.ts'
import { type CodeKind, codeKinds } from './code-channels.ts'
import type { Pages } from './mount.ts'
import { type Action, circumstances, letThrough, requirePrompt, sessionLifetime, textsOf } from './page-action.ts'
import type { Stage } from './situation-of.ts'

/** For what this page sends codes, and the mail that carries each. */
const occasions = new Map<string, { purpose: SentPurpose; template: TemplateType }>([
  ['login', { purpose: 'login', template: 'VERIFY_CODE' }],
  ['register', { purpose: 'register', template: 'VERIFY_CODE' }],
  ['reset-password', { purpose: 'reset-password', template: 'RESET_PASSWORD' }],
])

/** What a person does here with a code that went to an address of theirs. */
export const codeActions: Record<string, Action> = {
  async 'send-code'(pages, request, _reply, stage) {
    const { application } = requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    const occasion = occasions.get(fields.purpose ?? '') ?? refuseChoice('purpose', [...occasions.keys()])
    const to = await addressOf(pages, stage, fields)
    const { client, origin, language } = circumstances(pages, request, stage)
    await deliver(
      pages.domain,
      sendCode,
      { applicationId: application.id, client, origin, language },
      { ...occasion, ...to },
    )
    return { done: true }
  },
  async 'sign-in-by-code'(pages, request, reply, stage) {
    requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    const signedIn = await pages.domain.callAt(signInWithCode, circumstances(pages, request, stage), {
      ...(await addressOf(pages, stage, fields)),
      code: codeOf(fields),
      // Whoever was told that nobody has the address may have it as theirs, by the same code.
      autoRegister: fields.register === 'yes',
      profile: {},
      kind: 'browser',
      lifetime: sessionLifetime(stage),
    })
    return letThrough(pages, request, reply, signedIn)
  },
  async 'sign-up-by-code'(pages, request, reply, stage) {
    requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    const { user, session } = await pages.domain.callAt(registerWithCode, circumstances(pages, request, stage), {
      ...(await addressOf(pages, stage, fields)),
      code: codeOf(fields),
      encrypted: false,
      profile: {},
      forceLogin: true,
      generateToken: false,
      kind: 'browser',
      lifetime: sessionLifetime(stage),
    })
    if (!session) throw new Error('registering by code did not sign in')
    return letThrough(pages, request, reply, { user, session })
  },
  async 'reset-password'(pages, request, _reply, stage) {
    requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    await pages.domain.callAt(resetPasswordWithCode, circumstances(pages, request, stage), {
      ...(await addressOf(pages, stage, fields)),
      code: codeOf(fields),
      newPassword: fields.password ?? '',
      encrypted: false,
      discreet: true,
    })
    return { done: true }
  },
}

/** One field for both kinds; 2028 for what can be neither, or is of a kind that gets no codes here. */
async function addressOf(
  { domain }: Pages,
  { pool }: Stage,
  { address = '' }: Record<string, string>,
): Promise<{ [Kind in CodeKind]?: string }> {
  const text = checkedText(address.trim(), 'address', 254)
  const kind = /[@\uff20]/.test(text) ? 'email' : 'phone'
  if (text === '' || !(await codeKinds(domain, pool.id)).includes(kind)) refuse(2028)
  return { [kind]: text }
}

/** People copy codes with the spaces that mails and keyboards put in. */
function codeOf({ code = '' }: Record<string, string>): string {
  return checkedText(code, 'code', 64).replace(/\s/g, '') || refuse(2001)
}
