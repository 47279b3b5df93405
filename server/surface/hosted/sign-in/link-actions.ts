import { signInWithLink } from '#domain/entry/sign-in/sign-in-with-link.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import { sendSignInLink } from '#domain/proof/verification-code/send-sign-in-link.ts'
import { checkedText } from '#domain/shape/text.ts'
import { type Acting, type Handlers, letThrough } from './action.ts'

/** Where a link leads that was asked for on this page: back to it, where this browser's cookie goes along. */
const landingOf = ({ stage }: Acting) => `/interaction/${stage.entry.id}`

/** Signing in by a link from a mail. Opening it shows a button; only pressing that uses it up. */
export const linkActions: Handlers<'send-link' | 'sign-in-by-link'> = {
  async 'send-link'(acting, { address = '' }) {
    const to = { email: checkedText(address.trim(), 'address', 254), landing: landingOf(acting) }
    await deliver(acting.pages.domain, sendSignInLink, acting.hints, to)
    return { done: true }
  },
  async 'sign-in-by-link'(acting, { token = '' }) {
    const shown = { token, landing: landingOf(acting), ...acting.stage.opens }
    return letThrough(acting, await acting.pages.domain.callAt(signInWithLink, acting.at, shown))
  },
}
