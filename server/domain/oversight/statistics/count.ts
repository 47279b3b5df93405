import { refuse } from '@menshen/contract/errors'
import type { Before, Question } from '#domain/shape/verb.ts'
import { findApplicationOf } from '#domain/tenancy/application/application-store.ts'
import { countPeopleOf, countPeopleWith } from './statistics-store.ts'

interface Asked {
  applicationId: string | undefined
}

/** How many people have signed in to an application, as far as it is remembered. 2010 none is named, 2011 there is none. */
export const countPeople: Question<Asked, number> = {
  name: 'statistics.people-of-application',
  admits: 'manager',
  async answer(before, asked) {
    return countPeopleOf(before.reader, before.pool.id, await requireApplication(before, asked))
  },
}

/** How many of them have a value in a custom field. 2010 and 2011 as above; of a field that there is not nobody has one. */
export const countPeopleWithField: Question<Asked & { key: string }, number> = {
  name: 'statistics.people-with-field',
  admits: 'manager',
  async answer(before, { key, ...asked }) {
    return countPeopleWith(before.reader, before.pool.id, await requireApplication(before, asked), key)
  },
}

async function requireApplication({ reader, pool, ports }: Before, { applicationId }: Asked): Promise<string> {
  const id = applicationId ?? refuse(2010)
  return (await findApplicationOf(reader, ports.seal, pool.id, id)) ? id : refuse(2011)
}
