import { refuse } from '@menshen/contract/errors'
import type { Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Application } from './application.ts'
import { type ApplicationChanges, type ApplicationInput, parseApplication } from './application-input.ts'
import { lockApplication, updateApplication as save } from './application-store.ts'
import { announce, refuseTaken, requireFree } from './changed.ts'
import { requireCoherent } from './settings-input.ts'

export interface ApplicationUpdate {
  id: string
  changes: ApplicationInput
}

/**
 * Changes what is given and keeps the rest. 2010 no id, 2011 not of this pool, 2039 identifier taken,
 * 3829 it is the domain of another user pool, 2008 name taken in the pool, else see `parseApplication`.
 */
export const updateApplication: Verb<
  'application.updated',
  ApplicationUpdate,
  Application,
  { id: string; changes: ApplicationChanges; seal: Seal }
> = {
  name: 'application.update',
  admits: 'manager',
  emits: ['application.updated'],
  async prepare({ reader, pool, ports: { seal } }, { id, changes }) {
    if (!id) refuse(2010)
    const parsed = parseApplication(changes)
    if (parsed.identifier !== undefined) await requireFree({ reader, seal, pool }, parsed.identifier, id)
    return { id, changes: parsed, seal }
  },
  async run({ tx, pool, now, changed, emit }, { id, changes, seal }) {
    const before = (await lockApplication(tx, seal, pool.id, id)) ?? refuse(2011)
    requireCoherent({ ...before.settings, ...changes.settings }, before.settings)
    const after = await save(tx, seal, before, changes, now).catch(refuseTaken)
    announce(changed, before)
    announce(changed, after)
    emit('application.updated', { applicationId: id })
    return after
  },
}
