import { refuse } from '@menshen/contract/errors'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { lockApplication, markAccessRules } from '#domain/tenancy/application/application-store.ts'
import { announce } from '#domain/tenancy/application/changed.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { findSubjects, resolveSubjects, subjectIds } from '../permission/subject.ts'
import { deleteRules, hasRules, saveRules, switchRules } from './access-store.ts'
import type { EntrantType } from './application-access.ts'

/** Whom rules of an application are about: people and departments by id, roles and groups by code or id. */
export interface RuleSubjects {
  type: EntrantType
  names: string[]
  /** In which roles are looked for; null: the application's own. */
  namespace: string | null
}

type Sealed<Input> = Input & { seal: Seal }

/** 2010 no application named, 400 nobody named, or too many altogether. */
function checked<Input extends { applicationId: string }>(
  { ports }: Before,
  input: Input,
  subjects: RuleSubjects[],
): Sealed<Input> {
  if (!input.applicationId) refuse(2010)
  requireSome(subjects, 'list')
  for (const { names } of subjects) requireSome(names, 'targetIdentifiers')
  requireFew(
    subjects.flatMap(({ names }) => names),
    'targetIdentifiers',
  )
  return { ...input, seal: ports.seal }
}

/** The application stays locked until the end, so that what it notes of its rules is true. */
async function hold({ tx, pool }: Context, { applicationId, seal }: Sealed<{ applicationId: string }>) {
  return (await lockApplication(tx, seal, pool.id, applicationId)) ?? refuse(2011)
}

const namesOf = (applicationId: string, { type, names, namespace }: RuleSubjects) => ({
  type,
  names,
  namespace: namespace ?? applicationId,
})

/** Has the application note whether it has rules. */
export async function note({ tx, pool, changed }: Context, application: Application): Promise<void> {
  const has = await hasRules(tx, pool.id, application.id)
  if (has === application.hasAccessRules) return
  await markAccessRules(tx, pool.id, application.id, has)
  announce(changed, application)
}

type Ruling = RuleSubjects & { allows: boolean; inherited: boolean }
type Rulings = { applicationId: string; rulings: Ruling[] }

/**
 * Lets people, roles, groups or departments enter an application, or keeps them out: all or nothing. Where there is a rule already,
 * that one changes and holds; of two about one subject the later counts. 2010 no application named, 400 nobody named or too many,
 * 2011 not of this pool, 2004 a person is missing, 404 a role, group or department is.
 */
export const setAccessRules: Verb<'application.access-set', Rulings, void, Sealed<Rulings>> = {
  name: 'application-access.set',
  admits: 'manager',
  emits: ['application.access-set'],
  prepare: (before, input) => checked(before, input, input.rulings),
  async run(context, input) {
    const { tx, pool, now } = context
    const application = await hold(context, input)
    const { applicationId } = input
    for (const { allows, inherited, ...subjects } of input.rulings) {
      const targets = await resolveSubjects(tx, pool.id, namesOf(applicationId, subjects))
      await saveRules(tx, { userPoolId: pool.id, applicationId }, targets, { allows, inherited, now })
      context.emit('application.access-set', { applicationId, ...subjectIds(targets), allows })
    }
    await note(context, application)
  },
}

type Switching = RuleSubjects & { applicationId: string; enabled: boolean }

/** Lets rules hold or rest. Refuses like `setAccessRules`, and 404 when there is none about one of those named. */
export const switchAccessRules: Verb<'application.access-switched', Switching, void, Sealed<Switching>> = {
  name: 'application-access.switch',
  admits: 'manager',
  emits: ['application.access-switched'],
  prepare: (before, input) => checked(before, input, [input]),
  async run(context, input) {
    const { tx, pool, now } = context
    const { id: applicationId } = await hold(context, input)
    const targets = await resolveSubjects(tx, pool.id, namesOf(applicationId, input))
    const ids = targets.map(({ id }) => id)
    const at = { userPoolId: pool.id, applicationId, type: input.type, ids }
    const switched = await switchRules(tx, at, input.enabled, now)
    const missing = ids.find((id) => !switched.includes(id))
    if (missing) refuse(404, { variant: 'accessRule', values: { key: missing } })
    context.emit('application.access-switched', { applicationId, ...subjectIds(targets), enabled: input.enabled })
  },
}

type Revoking = { applicationId: string; subjects: RuleSubjects[] }

/** Takes rules back, all or nothing. Who is gone, or has none, is passed over. 2010, 400 and 2011 as above. */
export const revokeAccessRules: Verb<'application.access-revoked', Revoking, void, Sealed<Revoking>> = {
  name: 'application-access.revoke',
  admits: 'manager',
  emits: ['application.access-revoked'],
  prepare: (before, input) => checked(before, input, input.subjects),
  async run(context, input) {
    const { tx, pool } = context
    const application = await hold(context, input)
    const { applicationId } = input
    for (const subjects of input.subjects) {
      const found = await findSubjects(tx, pool.id, namesOf(applicationId, subjects))
      const ids = found.map(({ id }) => id)
      await deleteRules(tx, { userPoolId: pool.id, applicationId, type: subjects.type, ids })
      context.emit('application.access-revoked', { applicationId, ...subjectIds(found) })
    }
    await note(context, application)
  },
}
