import { refuse } from '@menshen/contract/errors'
import { resetPasswordWithCode } from '#domain/account/password/reset-with-code.ts'
import { registerWithCode } from '#domain/account/register/register-with-code.ts'
import { signInWithCode } from '#domain/account/sign-in/sign-in-with-code.ts'
import { type CodeKind, codeKinds } from '#domain/messaging/message/reachable-kinds.ts'
import type { TemplateType } from '#domain/messaging/message-template/mail-template.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import type { SentPurpose } from '#domain/proof/verification-code/purpose.ts'
import { sendCode } from '#domain/proof/verification-code/send-code.ts'
import { refuseChoice } from '#domain/shape/choice.ts'
import { checkedText } from '#domain/shape/text.ts'
import { type Acting, type Handlers, letThrough } from './action.ts'

/** For what this page sends codes, and the mail that carries each. */
const occasions = new Map<string, { purpose: SentPurpose; template: TemplateType }>([
  ['login', { purpose: 'login', template: 'VERIFY_CODE' }],
  ['register', { purpose: 'register', template: 'VERIFY_CODE' }],
  ['reset-password', { purpose: 'reset-password', template: 'RESET_PASSWORD' }],
])

/** What a person does here with a code that went to an address of theirs. */
export const codeActions: Handlers<'send-code' | 'sign-in-by-code' | 'sign-up-by-code' | 'reset-password'> = {
  async 'send-code'(acting, { purpose = '', address }) {
    const occasion = occasions.get(purpose) ?? refuseChoice('purpose', [...occasions.keys()])
    const to = await addressOf(acting, address)
    await deliver(acting.pages.domain, sendCode, acting.hints, { ...occasion, ...to })
    return { done: true }
  },
  async 'sign-in-by-code'(acting, { address, code, register }) {
    const signedIn = await acting.pages.domain.callAt(signInWithCode, acting.at, {
      ...(await addressOf(acting, address)),
      code: codeOf(code),
      // Whoever was told that nobody has the address may have it as theirs, by the same code.
      autoRegister: register === 'yes',
      profile: {},
      ...acting.stage.opens,
    })
    return letThrough(acting, signedIn)
  },
  async 'sign-up-by-code'(acting, { address, code }) {
    const { user, session } = await acting.pages.domain.callAt(registerWithCode, acting.at, {
      ...(await addressOf(acting, address)),
      code: codeOf(code),
      encrypted: false,
      profile: {},
      forceLogin: true,
      generateToken: false,
      ...acting.stage.opens,
    })
    if (!session) throw new Error('registering by code did not sign in')
    return letThrough(acting, { user, session })
  },
  async 'reset-password'(acting, { address, code, password = '' }) {
    await acting.pages.domain.callAt(resetPasswordWithCode, acting.at, {
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
async function addressOf({ pages, hints }: Acting, address = ''): Promise<{ [Kind in CodeKind]?: string }> {
  const text = checkedText(address.trim(), 'address', 254)
  const kind = /[@\uff20]/.test(text) ? 'email' : 'phone'
  if (text === '' || !(await pages.domain.ask(codeKinds, hints, {})).includes(kind)) refuse(2028)
  return { [kind]: text }
}

/** People copy codes with the spaces that mails and keyboards put in. */
function codeOf(code = ''): string {
  return checkedText(code, 'code', 64).replace(/\s/g, '') || refuse(2001)
}
