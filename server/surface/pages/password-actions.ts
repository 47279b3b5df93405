import { registerUser } from '#domain/account/register/register.ts'
import { signInWithPassword } from '#domain/account/sign-in/sign-in-with-password.ts'
import { signInWithSubAccount } from '#domain/entry/sub-account/sign-in.ts'
import { checkedText } from '#domain/shape/text.ts'
import {
  type Action,
  circumstances,
  letThrough,
  rememberDevice,
  requirePrompt,
  sessionLifetime,
  textsOf,
} from './page-action.ts'

/** What every way in with a password needs beside who it is. */
function entering(fields: Record<string, string>, stage: Parameters<Action>[3]) {
  return {
    password: fields.password ?? '',
    encrypted: false,
    kind: 'browser',
    lifetime: sessionLifetime(stage),
  } as const
}

/** What a person does here with a password. */
export const passwordActions: Record<string, Action> = {
  async 'sign-in'(pages, request, reply, stage) {
    requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    const signedIn = await pages.domain.callAt(signInWithPassword, circumstances(pages, request, stage), {
      by: null,
      identifier: checkedText(fields.account ?? '', 'account', 254),
      countryCode: fields.countryCode,
      ...entering(fields, stage),
      captchaCode: fields.captchaCode,
    })
    return letThrough(pages, request, reply, signedIn)
  },
  async 'sign-in-by-sub-account'(pages, request, reply, stage) {
    requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    const signedIn = await pages.domain.callAt(signInWithSubAccount, circumstances(pages, request, stage), {
      account: checkedText(fields.account ?? '', 'account', 254),
      ...entering(fields, stage),
      captchaCode: fields.captchaCode,
    })
    return letThrough(pages, request, reply, signedIn)
  },
  async 'sign-up'(pages, request, reply, stage) {
    requirePrompt(stage, 'login')
    const fields = textsOf(request.body)
    const method = fields.method === 'username' ? 'username' : 'email'
    const { user, session } = await pages.domain.callAt(registerUser, circumstances(pages, request, stage), {
      method,
      identifier: checkedText(fields[method] ?? '', method, 254),
      ...entering(fields, stage),
      profile: {},
      forceLogin: true,
    })
    // Whoever has to verify the address first has an account and is not signed in.
    if (!session) {
      rememberDevice(pages, request, reply, { user, session })
      return { done: true }
    }
    return letThrough(pages, request, reply, { user, session })
  },
}
