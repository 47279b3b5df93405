import { signInWithPasskey } from '#domain/entry/passkey/sign-in.ts'
import { assertionOptions } from '#domain/proof/passkey/assertion-options.ts'
import { requireOpen } from '#domain/tenancy/application/require-open.ts'
import {
  type Acting,
  browserSession,
  circumstances,
  type Handlers,
  hintsFor,
  letThrough,
  requirePrompt,
} from './action.ts'

/** A challenge of this page is answered on this page. */
const subjectOf = ({ stage }: Acting) => `interaction ${stage.interaction.uid}`

function requireOffered(acting: Acting): void {
  requireOpen(requirePrompt(acting, 'login').application, 'passkeyEnabled')
}

/** What a person does here with a passkey. */
export const passkeyActions: Handlers<'passkey-options' | 'passkey-sign-in'> = {
  async 'passkey-options'(acting) {
    requireOffered(acting)
    const asked = { subject: subjectOf(acting) }
    return { done: true, options: await acting.pages.domain.ask(assertionOptions, hintsFor(acting), asked) }
  },
  async 'passkey-sign-in'(acting, { credential }) {
    requireOffered(acting)
    const shown = { credential, subject: subjectOf(acting), ...browserSession(acting) }
    return letThrough(acting, await acting.pages.domain.callAt(signInWithPasskey, circumstances(acting), shown))
  },
}
