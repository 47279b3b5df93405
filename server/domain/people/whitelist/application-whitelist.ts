import { refuse } from '@menshen/contract/errors'
import type { Question, Verb } from '#domain/shape/verb.ts'
import { hasApplication } from '#domain/tenancy/application/application-store.ts'
import type { Reader } from '#platform/database/database.ts'
import { type ApplicationList, deleteListedFor, findListedFor, insertListedFor } from './application-whitelist-store.ts'
import { parseChange, type WhitelistChange, type WhitelistEntry } from './whitelist.ts'

interface Named {
  applicationId: string
}

/** The list of an application of the pool; 2011 for one of none. It has to be there until the transaction ends: the row refers to it. */
async function requireList(
  reader: Reader,
  userPoolId: string,
  { applicationId, type }: Named & Pick<ApplicationList, 'type'>,
): Promise<ApplicationList> {
  if (!(await hasApplication(reader, userPoolId, applicationId))) refuse(2011)
  return { userPoolId, applicationId, type }
}

/** Who may register through one application, besides those who may through each. 2011 not of this pool. */
export const getApplicationWhitelist: Question<Named & Pick<ApplicationList, 'type'>, WhitelistEntry[]> = {
  name: 'whitelist.get-of-application',
  admits: 'manager',
  answer: async ({ reader, pool }, input) => findListedFor(reader, await requireList(reader, pool.id, input)),
}

/** As `whitelist.add`, of one application. 400 the identifiers, 2011 the application. */
export const addToApplicationWhitelist: Verb<'application.whitelist-added', WhitelistChange & Named, WhitelistEntry[]> =
  {
    name: 'whitelist.add-of-application',
    admits: 'manager',
    emits: ['application.whitelist-added'],
    prepare: (_before, { applicationId, ...change }) => ({ applicationId, ...parseChange(change) }),
    async run({ tx, pool, now, emit }, { list, ...named }) {
      const of = await requireList(tx, pool.id, named)
      await insertListedFor(tx, of, list, now)
      emit('application.whitelist-added', { ...named, entries: list.length })
      return findListedFor(tx, of, list)
    },
  }

/** As `whitelist.remove`, of one application. */
export const removeFromApplicationWhitelist: Verb<
  'application.whitelist-removed',
  WhitelistChange & Named,
  WhitelistEntry[]
> = {
  name: 'whitelist.remove-of-application',
  admits: 'manager',
  emits: ['application.whitelist-removed'],
  prepare: (_before, { applicationId, ...change }) => ({ applicationId, ...parseChange(change) }),
  async run({ tx, pool, emit }, { list, ...named }) {
    const of = await requireList(tx, pool.id, named)
    await deleteListedFor(tx, of, list)
    emit('application.whitelist-removed', { ...named, entries: list.length })
    return findListedFor(tx, of)
  },
}
