import { signInWithLink } from '#domain/entry/sign-in/sign-in-with-link.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import { sendSignInLink } from '#domain/proof/verification-code/send-sign-in-link.ts'
import { checkedText } from '#domain/shape/text.ts'
import { type Action, circumstances, letThrough, requirePrompt, sessionLifetime, textsOf } from './page-action.ts'

/** Where a link leads that was asked for on this page: back to it, where this browser's cookie goes along. */
const landingOf = (uid: string) => `/interaction/${uid}`

/** Signing in by a link from a mail. Opening it shows a button; only pressing that uses it up. */
export const linkActions: Record<string, Action> = {
  async 'send-link'(pages, request, _reply, stage) {
    const { application, interaction } = requirePrompt(stage, 'login')
    const { address = '' } = textsOf(request.body)
    const { client, origin, language } = circumstances(pages, request, stage)
    await deliver(
      pages.domain,
      sendSignInLink,
      { applicationId: application.id, client, origin, language },
      { email: checkedText(address.trim(), 'address', 254), landing: landingOf(interaction.uid) },
    )
    return { done: true }
  },
  async 'sign-in-by-link'(pages, request, reply, stage) {
    const { interaction } = requirePrompt(stage, 'login')
    const { token = '' } = textsOf(request.body)
    const signedIn = await pages.domain.callAt(signInWithLink, circumstances(pages, request, stage), {
      token,
      landing: landingOf(interaction.uid),
      kind: 'browser',
      lifetime: sessionLifetime(stage),
    })
    return letThrough(pages, request, reply, signedIn)
  },
}
