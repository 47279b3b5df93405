import { refuse } from '@menshen/contract/errors'
import { importTotp, type PreparedImport, prepareFirstTotp } from '#domain/entry/factor/import-totp.ts'
import type { User } from '#domain/people/user/user.ts'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import type { Context, Preparing, Verb } from '#domain/shape/verb.ts'
import { findDepartments } from '#domain/structure/organisation/department-store.ts'
import { insertMembers } from '#domain/structure/organisation/member-store.ts'
import type { Department } from '#domain/structure/organisation/organisation.ts'
import { requireDepartment, resolveDepartments } from '#domain/structure/organisation/resolve.ts'
import { addTenantMembers } from '#domain/structure/tenant/members.ts'
import { type FirstLogin, prepareFirstLogin, sendFirstLogin } from '../password/send-first-login.ts'
import { createUser, type UserCreation } from './create.ts'
import { generatedPassword } from './generated-password.ts'

/** Somebody with all that may be theirs from the first. */
export interface WholeCreation extends UserCreation {
  /** An authenticator app, which is in use at once. */
  totp?: { secret: string; recoveryCode?: string | undefined } | undefined
  /** Where they are members, by ids, or by codes where these are unique in the pool. */
  departments?: readonly string[] | undefined
  tenantIds?: readonly string[] | undefined
}

export interface CreationManner {
  /** A password that nobody is told: the person sets one by a mail. */
  generatePassword?: boolean | undefined
  /** Whether departments are named by their codes. */
  departmentsByCode?: boolean | undefined
  /** A link to set the first password goes to each by mail. */
  sendLink?: boolean | undefined
  /** The application that the mail speaks of. */
  applicationId?: string | undefined
}

export interface PeopleCreation extends CreationManner {
  people: WholeCreation[]
}

type Made = Awaited<ReturnType<typeof createUser.prepare>>

interface Prepared {
  made: Made
  totp: PreparedImport | null
  link: FirstLogin | null
  departments: Department[]
  tenantIds: readonly string[]
}

const most = 100
/** Passwords that are hashed at once, so that cores are left for people who sign in. */
const abreast = 4
/** Departments and tenants of one person. */
const mostCircles = 100

const tells = [
  'user.created',
  'user.factors-changed',
  'user.first-login-sent',
  'department.members-added',
  'tenant.members-added',
] as const

type Told = (typeof tells)[number]

/**
 * An administrator creates people with all that is theirs, all or nobody: 400 nobody, or more than 100. Person by person, in the order
 * of `user.create` and then: 2231 and 400 the authenticator app, 404 a department, 2028 no address for the link, 2021 and 3012 its
 * template; 400 a password where one is to be made, 2011 the application; at last 404 a tenant.
 */
export const createPeople: Verb<Told, PeopleCreation, User[], Prepared[]> = {
  name: 'user.create-people',
  admits: 'manager',
  emits: tells,
  async prepare(before, { people, ...manner }) {
    requireSome(people, 'list', most)
    const at = await throughApplication(before, manner.applicationId)
    const prepared: Prepared[] = []
    for (let from = 0; from < people.length; from += abreast)
      prepared.push(
        ...(await Promise.all(people.slice(from, from + abreast).map((one) => prepareOne(at, one, manner)))),
      )
    return prepared
  },
  async run(context, prepared) {
    const users: User[] = []
    for (const one of prepared) users.push(await makeOne(context, one))
    return users
  },
}

/** The same of one person. */
export const createPerson: Verb<Told, CreationManner & { person: WholeCreation }, User, Prepared[]> = {
  ...createPeople,
  name: 'user.create-person',
  prepare: (before, { person, ...manner }) => createPeople.prepare(before, { people: [person], ...manner }),
  async run(context, prepared) {
    const [only] = prepared as [Prepared]
    return makeOne(context, only)
  },
}

/** As if an application of the pool had asked: 2011 for one of none. */
export async function throughApplication(before: Preparing, id: string | undefined): Promise<Preparing> {
  if (id === undefined) return before
  const application = await before.ports.cached.application(id)
  return application?.userPoolId === before.pool.id ? { ...before, application } : refuse(2011)
}

async function prepareOne(
  before: Preparing,
  { totp, departments = [], tenantIds = [], ...creation }: WholeCreation,
  { generatePassword, departmentsByCode = false, sendLink }: CreationManner,
): Promise<Prepared> {
  if (generatePassword && creation.password) refuse(400, { variant: 'misfit', values: { field: 'password' } })
  const password = generatePassword ? { password: generatedPassword(), rawPassword: true, keepPassword: false } : {}
  const made = await createUser.prepare(before, { ...creation, ...password })
  const { email } = made.user
  return {
    made,
    totp: totp ? prepareFirstTotp(before, made.user.id, totp) : null,
    departments: await placesOf(before, departments, departmentsByCode),
    link: sendLink ? await prepareFirstLogin(before, email ?? refuse(2028), made.user, false) : null,
    tenantIds: bounded(tenantIds, 'tenantIds'),
  }
}

function bounded(ids: readonly string[], field: string): string[] {
  requireFew(ids, field, mostCircles)
  return [...new Set(ids)]
}

async function placesOf({ reader, pool }: Preparing, names: readonly string[], byCode: boolean): Promise<Department[]> {
  const wanted = bounded(names, 'departmentIds')
  if (byCode) return resolveDepartments(reader, pool.id, wanted)
  const found = await findDepartments(reader, pool.id, wanted)
  const missing = wanted.find((name) => !found.some(({ id }) => id === name))
  return missing === undefined ? found : refuse(404, { variant: 'department', values: { key: missing } })
}

async function makeOne(context: Context<Told>, { made, totp, link, departments, tenantIds }: Prepared): Promise<User> {
  const { tx, pool, now, emit } = context
  const user = (await createUser.run(context, made)) as User
  const userIds = [user.id]
  for (const { id } of departments) {
    const department = await requireDepartment(tx, pool.id, id)
    await insertMembers(tx, department, userIds, false, now)
    emit('department.members-added', { departmentId: id, organisationId: department.organisationId, userIds })
  }
  for (const id of tenantIds) await addTenantMembers.run(context, { id, userIds })
  if (totp) await importTotp.run(context, totp)
  if (link) {
    await sendFirstLogin(context, user.id, link)
    emit('user.first-login-sent', { userId: user.id })
  }
  return user
}
