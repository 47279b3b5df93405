import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import { endGrantsOf } from '../oidc-artifact/artifact-store.ts'
import { endSessions } from '../session/end-every.ts'
import { deleteConsent } from './consent-store.ts'

/**
 * Takes back what was agreed to: the application's tokens for this person end, and it has to ask again. 2010 without an
 * application; nothing is refused where nothing was agreed to.
 */
export const withdrawConsent: Verb<
  'user.consent-withdrawn',
  { applicationId: string },
  void,
  { applicationId: string }
> = {
  name: 'consent.withdraw',
  admits: 'full user',
  emits: ['user.consent-withdrawn'],
  async prepare(_before, { applicationId }) {
    return { applicationId: applicationId || refuse(2010) }
  },
  async run({ tx, pool, caller, now, changed, emit }, { applicationId }) {
    if (caller.kind !== 'user') refuse(2020)
    const agreed = { userPoolId: pool.id, userId: caller.userId, applicationId }
    if (await deleteConsent(tx, agreed)) emit('user.consent-withdrawn', { userId: caller.userId }, applicationId)
    for (const grant of await endGrantsOf(tx, agreed)) {
      changed(`grant:${grant}`)
      // Of offline access, which has the id of its grant.
      await endSessions({ tx, pool, now, changed }, [caller.userId], { id: grant })
    }
  },
}
