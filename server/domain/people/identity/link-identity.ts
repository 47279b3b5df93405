import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import { refuseUnknown } from '#domain/tenancy/identity-source/find.ts'
import { findSource } from '#domain/tenancy/identity-source/source-store.ts'
import { lockUser } from '../user/user-store.ts'
import { addIdentity } from './add-identity.ts'
import type { NewIdentity } from './identity.ts'
import { type IdentityInput, parseIdentity } from './identity-input.ts'

/**
 * An administrator links an account at another provider to a person. Order of refusals: 2231 something is missing, 2004
 * nobody of that id, 2215 it is somebody's already, 2213 the person has another account there.
 */
export const linkIdentity: Verb<
  'user.identity-linked',
  IdentityInput & { userId: string },
  void,
  { userId: string; identity: NewIdentity }
> = {
  name: 'identity.link',
  admits: 'manager',
  emits: ['user.identity-linked'],
  prepare: ({ ports }, { userId, ...input }) => ({ userId, identity: parseIdentity(ports.seal, input) }),
  async run(context, { userId, identity }) {
    if (!(await lockUser(context.tx, context.pool.id, userId))) refuse(2004)
    await addIdentity(context, userId, identity)
    context.emit('user.identity-linked', { userId })
  },
}

/**
 * The same of an account at one of the pool's identity sources, which says what kind of provider it is: 404 no such source, then as
 * above.
 */
export const linkFromSource: typeof linkIdentity = {
  ...linkIdentity,
  name: 'identity.link-from-source',
  async prepare(before, input) {
    const id = input.extIdpId ?? refuse(2231)
    const { type } = (await findSource(before.reader, before.pool.id, id)) ?? refuseUnknown(id)
    return linkIdentity.prepare(before, { ...input, provider: type })
  },
}
