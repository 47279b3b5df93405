import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { lockApplication } from '#domain/tenancy/application/application-store.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { subjectIds } from '../permission/subject.ts'
import { deleteRules, switchRules } from './access-store.ts'
import { entrantTypes, type RuleKey, readRuleId } from './application-access.ts'
import { note } from './change-rules.ts'

function keyOf(id: string): RuleKey {
  return readRuleId(id) ?? refuseRule(id)
}

function refuseRule(key: string): never {
  return refuse(404, { variant: 'accessRule', values: { key } })
}

/** Lets one rule hold or rest. 404 when there is none of that id. */
export const switchRuleById: Verb<
  'application.access-switched',
  { id: string; enabled: boolean },
  void,
  { id: string; enabled: boolean; key: RuleKey }
> = {
  name: 'application-access.switch-by-id',
  admits: 'manager',
  emits: ['application.access-switched'],
  prepare: (_before, { id, enabled }) => ({ id, enabled, key: keyOf(id) }),
  async run({ tx, pool, now, emit }, { id, enabled, key: { applicationId, type, targetId } }) {
    const at = { userPoolId: pool.id, applicationId, type, ids: [targetId] }
    if ((await switchRules(tx, at, enabled, now)).length === 0) refuseRule(id)
    emit('application.access-switched', { applicationId, ...subjectIds([{ type, id: targetId }]), enabled })
  },
}

/** Takes rules of any applications back, all or nothing. 400 none named or too many, 404 when there is none of one of the ids. */
export const revokeRulesById: Verb<
  'application.access-revoked',
  { ids: string[] },
  void,
  { keys: RuleKey[]; seal: Seal }
> = {
  name: 'application-access.revoke-by-id',
  admits: 'manager',
  emits: ['application.access-revoked'],
  prepare({ ports }, { ids }) {
    requireSome(ids, 'authIds')
    return { keys: [...new Set(ids)].map(keyOf), seal: ports.seal }
  },
  async run(context, { keys, seal }) {
    const { tx, pool } = context
    // In one order, so that two who revoke at once do not wait for each other.
    for (const [applicationId, ofIt] of [...Map.groupBy(keys, (key) => key.applicationId)].sort()) {
      const application = (await lockApplication(tx, seal, pool.id, applicationId)) ?? refuseRule(applicationId)
      for (const type of entrantTypes) {
        const ids = ofIt.filter((key) => key.type === type).map(({ targetId }) => targetId)
        const gone = await deleteRules(tx, { userPoolId: pool.id, applicationId, type, ids })
        const missing = ids.find((id) => !gone.includes(id))
        if (missing) refuseRule(`${applicationId}:${type}:${missing}`)
      }
      await note(context, application)
      const subjects = ofIt.map(({ type, targetId: id }) => ({ type, id }))
      context.emit('application.access-revoked', { applicationId, ...subjectIds(subjects) })
    }
  },
}
