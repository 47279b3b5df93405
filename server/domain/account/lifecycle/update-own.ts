import { isDeclined, refuse } from '@menshen/contract/errors'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { checkValues, writeValues } from '#domain/people/custom-field/write-values.ts'
import type { AccountInput } from '#domain/people/user/account-input.ts'
import type { User } from '#domain/people/user/user.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { updateUser } from './update.ts'

type Told = (typeof updateUser.emits)[number] | 'user.fields-changed'
type Prepared = Awaited<ReturnType<typeof updateUser.prepare>>

/**
 * People change their own profile and custom fields, all of it or nothing. Refusals as of `updateUser`, then those of `checkValues`.
 */
export const updateOwnProfile: Verb<
  Told,
  { changes: AccountInput; values: ValueInput[] },
  User,
  { account: Prepared; values: ValueInput[] }
> = {
  name: 'user.update-own',
  admits: 'proven user',
  emits: ['user.profile-changed', 'user.fields-changed'],
  async prepare(before, { changes, values }) {
    if (before.caller.kind !== 'user') refuse(2020)
    const account = await updateUser.prepare(before, { changes })
    await checkValues(before, 'USER', values)
    return { account, values }
  },
  async run(context, { account, values }) {
    const user = await updateUser.run(context, account)
    if (isDeclined(user) || values.length === 0) return user
    await writeValues(
      context,
      'USER',
      values.map((value) => ({ ...value, targetId: user.id })),
    )
    context.emit('user.fields-changed', { userIds: [user.id], keys: [...new Set(values.map(({ key }) => key))] })
    return user
  },
}
