import type { Question } from '../verb.ts'
import type { User } from './user.ts'
import { findUsersAfter } from './user-export-store.ts'

const batch = 500

/**
 * Everybody of the pool, oldest first, a few hundred at a time, each looked for where the last ended: no transaction stays
 * open while a slow client reads. Who joins meanwhile is among them; nobody is there twice.
 */
export const exportUsers: Question<object, AsyncIterable<User>> = {
  name: 'user.export',
  admits: 'manager',
  async answer({ look, pool }) {
    // Read ahead, so that what fails at once is answered with a refusal.
    const first = await findUsersAfter(look, pool.id, null, batch)
    return (async function* () {
      for (let people = first; ; ) {
        yield* people
        const last = people.at(-1)
        if (!last || people.length < batch) return
        people = await findUsersAfter(look, pool.id, last, batch)
      }
    })()
  },
}
