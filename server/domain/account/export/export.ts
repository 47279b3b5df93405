import type { CustomField, CustomValue } from '#domain/people/custom-field/custom-field.ts'
import { valuesOf } from '#domain/people/custom-field/read-values.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUsersAfter } from '#domain/people/user/user-export-store.ts'
import type { Question } from '#domain/shape/verb.ts'

export interface ExportedUser {
  user: User
  customData: readonly CustomValue[]
}

export interface UserExport {
  /** The custom fields of the pool's people. */
  fields: CustomField[]
  people: AsyncIterable<ExportedUser>
}

const batch = 500

/**
 * Everybody of the pool, oldest first, a few hundred at a time, each looked for where the last ended: no transaction stays
 * open while a slow client reads. Who joins meanwhile is among them; nobody is there twice.
 */
export const exportUsers: Question<object, UserExport> = {
  name: 'user.export',
  admits: 'manager',
  async answer({ reader, pool, ports }) {
    // Read ahead, so that what fails at once is answered with a refusal.
    const first = await findUsersAfter(reader, pool.id, null, batch)
    const fields = (await ports.cached.customFields(pool.id))?.all ?? []
    async function* people() {
      for (let users = first; ; ) {
        const ids = users.map(({ id }) => id)
        const values = await valuesOf({ reader, ports }, pool.id, 'USER', ids)
        for (const user of users) yield { user, customData: values.get(user.id) ?? [] }
        const last = users.at(-1)
        if (!last || users.length < batch) return
        users = await findUsersAfter(reader, pool.id, last, batch)
      }
    }
    return { fields: fields.filter(({ targetType }) => targetType === 'USER'), people: people() }
  },
}
