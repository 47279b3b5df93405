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
import { type CodeKind, codeKinds } from '../frame/code-channels.ts'
import {
  type Acting,
  browserSession,
  circumstances,
  type Handlers,
  hintsFor,
  letThrough,
  requirePrompt,
} from './action.ts'

/** For what this page sends codes, and the mail that carries each. */
const occasions = new Map<string, { purpose: SentPurpose; template: TemplateType }>([
  ['login', { purpose: 'login', template: 'VERIFY_CODE' }],
  ['register', { purpose: 'register', template: 'VERIFY_CODE' }],
  ['reset-password', { purpose: 'reset-password', template: 'RESET_PASSWORD' }],
])

/** What a person does here with a code that went to an address of theirs. */
export const codeActions: Handlers<'send-code' | 'sign-in-by-code' | 'sign-up-by-code' | 'reset-password'> = {
  async 'send-code'(acting, { purpose = '', address }) {
    requirePrompt(acting, 'login')
    const occasion = occasions.get(purpose) ?? refuseChoice('purpose', [...occasions.keys()])
    const to = await addressOf(acting, address)
    await deliver(acting.pages.domain, sendCode, hintsFor(acting), { ...occasion, ...to })
    return { done: true }
  },
  async 'sign-in-by-code'(acting, { address, code, register }) {
    requirePrompt(acting, 'login')
    const signedIn = await acting.pages.domain.callAt(signInWithCode, circumstances(acting), {
      ...(await addressOf(acting, address)),
      code: codeOf(code),
      // Whoever was told that nobody has the address may have it as theirs, by the same code.
      autoRegister: register === 'yes',
      profile: {},
      ...browserSession(acting),
    })
    return letThrough(acting, signedIn)
  },
  async 'sign-up-by-code'(acting, { address, code }) {
    requirePrompt(acting, 'login')
    const { user, session } = await acting.pages.domain.callAt(registerWithCode, circumstances(acting), {
      ...(await addressOf(acting, address)),
      code: codeOf(code),
      encrypted: false,
      profile: {},
      forceLogin: true,
      generateToken: false,
      ...browserSession(acting),
    })
    if (!session) throw new Error('registering by code did not sign in')
    return letThrough(acting, { user, session })
  },
  async 'reset-password'(acting, { address, code, password = '' }) {
    requirePrompt(acting, 'login')
    await acting.pages.domain.callAt(resetPasswordWithCode, circumstances(acting), {
      ...(await addressOf(acting, address)),
      code: codeOf(code),
      newPassword: password,
      encrypted: false,
      discreet: true,
    })
    return { done: true }
  },
}

/** One field for both kinds; 2028 for what can be neither, or is of a kind that gets no codes here. */
async function addressOf({ pages, stage }: Acting, address = ''): Promise<{ [Kind in CodeKind]?: string }> {
  const text = checkedText(address.trim(), 'address', 254)
  const kind = /[@\uff20]/.test(text) ? 'email' : 'phone'
  if (text === '' || !(await codeKinds(pages.domain, stage.pool.id)).includes(kind)) refuse(2028)
  return { [kind]: text }
}

/** People copy codes with the spaces that mails and keyboards put in. */
function codeOf(code = ''): string {
  return checkedText(code, 'code', 64).replace(/\s/g, '') || refuse(2001)
}
