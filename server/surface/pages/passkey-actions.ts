import { signInWithPasskey } from '#domain/entry/passkey/sign-in.ts'
import { assertionOptions } from '#domain/proof/passkey/assertion-options.ts'
import { requireOpen } from '#domain/tenancy/application/require-open.ts'
import { type Action, circumstances, letThrough, requirePrompt, sessionLifetime } from './page-action.ts'
import type { Stage } from './situation-of.ts'

/** A challenge of this page is answered on this page. */
const subjectOf = ({ interaction }: Stage) => `interaction ${interaction.uid}`

function requireOffered(stage: Stage): Stage {
  requireOpen(requirePrompt(stage, 'login').application, 'passkeyEnabled')
  return stage
}

/** What a person does here with a passkey. */
export const passkeyActions: Record<string, Action> = {
  async 'passkey-options'(pages, request, _reply, stage) {
    const { application } = requireOffered(stage)
    const { client, origin } = circumstances(pages, request, stage)
    const hints = { applicationId: application.id, client, origin }
    return { done: true, options: await pages.domain.ask(assertionOptions, hints, { subject: subjectOf(stage) }) }
  },
  async 'passkey-sign-in'(pages, request, reply, stage) {
    requireOffered(stage)
    const { credential } = (request.body ?? {}) as { credential?: unknown }
    const signedIn = await pages.domain.callAt(signInWithPasskey, circumstances(pages, request, stage), {
      credential,
      subject: subjectOf(stage),
      kind: 'browser',
      lifetime: sessionLifetime(stage),
    })
    return letThrough(pages, request, reply, signedIn)
  },
}
