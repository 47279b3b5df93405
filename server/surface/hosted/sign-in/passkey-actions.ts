import { signInWithPasskey } from '#domain/entry/passkey/sign-in.ts'
import { assertionOptions } from '#domain/proof/passkey/assertion-options.ts'
import { requireOpen } from '#domain/tenancy/application/require-open.ts'
import { type Acting, type Handlers, letThrough } from './action.ts'

/** A challenge of this page is answered on this page. */
const subjectOf = ({ stage }: Acting) => `interaction ${stage.entry.id}`

function requireOffered(acting: Acting): void {
  requireOpen(acting.stage.application, 'passkeyEnabled')
}

/** What a person does here with a passkey. */
export const passkeyActions: Handlers<'passkey-options' | 'passkey-sign-in'> = {
  async 'passkey-options'(acting) {
    requireOffered(acting)
    const asked = { subject: subjectOf(acting) }
    return { done: true, options: await acting.pages.domain.ask(assertionOptions, acting.hints, asked) }
  },
  async 'passkey-sign-in'(acting, { credential }) {
    requireOffered(acting)
    const shown = { credential, subject: subjectOf(acting), ...acting.stage.opens }
    return letThrough(acting, await acting.pages.domain.callAt(signInWithPasskey, acting.at, shown))
  },
}
