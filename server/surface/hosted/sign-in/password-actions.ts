import { registerUser } from '#domain/account/register/register.ts'
import { signInWithPassword } from '#domain/account/sign-in/sign-in-with-password.ts'
import { signInWithSubAccount } from '#domain/entry/sub-account/sign-in.ts'
import { checkedText } from '#domain/shape/text.ts'
import { type Acting, type Handlers, letThrough, rememberDevice } from './action.ts'

/** What every way in with a password needs besides who it is. */
function entering(acting: Acting, password = '') {
  return { password, encrypted: false, ...acting.stage.opens }
}

/** What a person does here with a password. */
export const passwordActions: Handlers<'sign-in' | 'sign-in-by-sub-account' | 'sign-up'> = {
  async 'sign-in'(acting, { account = '', password, countryCode, captchaCode }) {
    const signedIn = await acting.pages.domain.callAt(signInWithPassword, acting.at, {
      by: null,
      identifier: checkedText(account, 'account', 254),
      countryCode,
      ...entering(acting, password),
      captchaCode,
    })
    return letThrough(acting, signedIn)
  },
  async 'sign-in-by-sub-account'(acting, { account = '', password, captchaCode }) {
    const signedIn = await acting.pages.domain.callAt(signInWithSubAccount, acting.at, {
      account: checkedText(account, 'account', 254),
      ...entering(acting, password),
      captchaCode,
    })
    return letThrough(acting, signedIn)
  },
  async 'sign-up'(acting, { password, ...sent }) {
    const method = sent.method === 'username' ? 'username' : 'email'
    const { user, session } = await acting.pages.domain.callAt(registerUser, acting.at, {
      method,
      identifier: checkedText(sent[method] ?? '', method, 254),
      ...entering(acting, password),
      profile: {},
      forceLogin: true,
    })
    // Whoever has to verify the address first has an account and is not signed in.
    if (!session) {
      await rememberDevice(acting, { user, session })
      return { done: true }
    }
    return letThrough(acting, { user, session })
  },
}
