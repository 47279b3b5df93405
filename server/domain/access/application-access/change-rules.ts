import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { lockApplication, markAccessRules } from '#domain/tenancy/application/application-store.ts'
import { announce } from '#domain/tenancy/application/changed.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { findSubjects, resolveSubjects, subjectIds } from '../permission/subject.ts'
import { deleteRules, hasRules, saveRules, switchRules } from './access-store.ts'
import type { EntrantType } from './application-access.ts'

/** Whom rules of an application are about: people and departments by id, roles and groups by code or id. */
export interface RuleTargets {
  applicationId: string
  type: EntrantType
  names: string[]
  /** In which roles are looked for; null: the application's own. */
  namespace: string | null
}

type Sealed<Input> = Input & { seal: Seal }

function checked<Input extends RuleTargets>({ ports }: Before, input: Input): Sealed<Input> {
  const { applicationId, names } = input
  if (!applicationId) refuse(2010)
  requireSome(names, 'targetIdentifiers')
  return { ...input, seal: ports.seal }
}

/** The application stays locked until the end, so that what it notes of its rules is true. */
async function hold({ tx, pool }: Context, { applicationId, seal }: Sealed<RuleTargets>): Promise<Application> {
  return (await lockApplication(tx, seal, pool.id, applicationId)) ?? refuse(2011)
}

const subjectNames = ({ applicationId, type, names, namespace }: RuleTargets) => ({
  type,
  names,
  namespace: namespace ?? applicationId,
})

async function note({ tx, pool, changed }: Context, application: Application): Promise<void> {
  const has = await hasRules(tx, pool.id, application.id)
  if (has === application.hasAccessRules) return
  await markAccessRules(tx, pool.id, application.id, has)
  announce(changed, application)
}

type Ruling = RuleTargets & { allows: boolean; inherited: boolean }

/**
 * Lets people, roles, groups or departments enter an application, or keeps them out. Where there is a rule already,
 * that one changes and holds. 2010 no application named, 400 nobody named, 2011 not of this pool, 2004 a person is
 * missing, 404 a role, group or department is: then nothing changes.
 */
export const setAccessRules: Verb<'application.access-set', Ruling, void, Sealed<Ruling>> = {
  name: 'application-access.set',
  admits: 'manager',
  emits: ['application.access-set'],
  prepare: (before, input) => checked(before, input),
  async run(context, input) {
    const { tx, pool, now } = context
    const application = await hold(context, input)
    const targets = await resolveSubjects(tx, pool.id, subjectNames(input))
    const { allows, inherited } = input
    await saveRules(tx, { userPoolId: pool.id, applicationId: application.id }, targets, { allows, inherited, now })
    await note(context, application)
    context.emit('application.access-set', { applicationId: application.id, ...subjectIds(targets), allows })
  },
}

/** Lets rules hold or rest. Refuses like `setAccessRules`, and 404 when there is none about one of those named. */
export const switchAccessRules: Verb<
  'application.access-switched',
  RuleTargets & { enabled: boolean },
  void,
  Sealed<RuleTargets & { enabled: boolean }>
> = {
  name: 'application-access.switch',
  admits: 'manager',
  emits: ['application.access-switched'],
  prepare: (before, input) => checked(before, input),
  async run(context, input) {
    const { tx, pool, now } = context
    const { id: applicationId } = await hold(context, input)
    const targets = await resolveSubjects(tx, pool.id, subjectNames(input))
    const ids = targets.map(({ id }) => id)
    const switched = await switchRules(
      tx,
      { userPoolId: pool.id, applicationId, type: input.type, ids },
      input.enabled,
      now,
    )
    const missing = ids.find((id) => !switched.includes(id))
    if (missing) refuse(404, { variant: 'accessRule', values: { key: missing } })
    context.emit('application.access-switched', { applicationId, ...subjectIds(targets), enabled: input.enabled })
  },
}

/** Takes rules back. Who is gone, or has none, is passed over. 2010, 400 and 2011 as above. */
export const revokeAccessRules: Verb<'application.access-revoked', RuleTargets, void, Sealed<RuleTargets>> = {
  name: 'application-access.revoke',
  admits: 'manager',
  emits: ['application.access-revoked'],
  prepare: (before, input) => checked(before, input),
  async run(context, input) {
    const { tx, pool } = context
    const application = await hold(context, input)
    const found = await findSubjects(tx, pool.id, subjectNames(input))
    const ids = found.map(({ id }) => id)
    await deleteRules(tx, { userPoolId: pool.id, applicationId: application.id, type: input.type, ids })
    await note(context, application)
    context.emit('application.access-revoked', { applicationId: application.id, ...subjectIds(found) })
  },
}
