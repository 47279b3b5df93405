import { refuse } from '@menshen/contract/errors'
import type { Subject, SubjectType } from '#domain/ground/permission/subject-type.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import { findGroups, findGroupsById } from '#domain/structure/group/group-store.ts'
import { findDepartments } from '#domain/structure/organisation/department-store.ts'
import { resolveDepartments } from '#domain/structure/organisation/resolve.ts'
import { findRoles, findRolesById } from '#domain/structure/role/role-store.ts'
import type { Reader } from '#platform/database/database.ts'
import { findAccessAccounts } from '../access-account/access-account-store.ts'

/** Subjects of one kind as clients name them: people and departments by id, roles and groups by code or id. */
export interface SubjectNames {
  type: SubjectType
  names: string[]
  /** In which roles are looked for first; then in `default`. */
  namespace: string
}

/** Their ids by kind, as events carry them. */
export function subjectIds(subjects: readonly Subject[]) {
  const of = (wanted: SubjectType) => subjects.filter(({ type }) => type === wanted).map(({ id }) => id)
  return {
    userIds: of('USER'),
    roleIds: of('ROLE'),
    groupIds: of('GROUP'),
    departmentIds: of('ORG'),
    accessAccountIds: of('AK_SK'),
  }
}

/** Those of the names that exist. */
export async function findSubjects(
  reader: Reader,
  userPoolId: string,
  { type, names, namespace }: SubjectNames,
): Promise<Subject[]> {
  const wanted = [...new Set(names)]
  const found = await finders[type](reader, userPoolId, wanted, namespace)
  return [...new Set(found)].map((id) => ({ type, id }))
}

/** All of them: 2004 a person is missing, 404 a role, group or department is. */
export async function resolveSubjects(reader: Reader, userPoolId: string, asked: SubjectNames): Promise<Subject[]> {
  const subjects: Subject[] = []
  for (const name of new Set(asked.names)) {
    const [found] = await findSubjects(reader, userPoolId, { ...asked, names: [name] })
    subjects.push(found ?? refuseMissing(asked.type, name))
  }
  return subjects
}

function refuseMissing(type: SubjectType, name: string): never {
  if (type === 'USER') refuse(2004)
  if (type === 'ROLE') refuse(404, { variant: 'role', values: { key: name } })
  if (type === 'GROUP') refuse(404, { variant: 'group', values: { key: name } })
  if (type === 'ORG') refuse(404, { variant: 'department', values: { key: name } })
  refuse(404, { variant: 'accessAccount', values: { key: name } })
}

type Finder = (reader: Reader, userPoolId: string, names: string[], namespace: string) => Promise<string[]>

const ids = (records: { id: string }[]) => records.map(({ id }) => id)

const finders: Record<SubjectType, Finder> = {
  USER: async (reader, userPoolId, names) => ids(await findUsers(reader, userPoolId, 'id', names)),
  async ROLE(reader, userPoolId, names, namespace) {
    const own = await findRoles(reader, userPoolId, namespace, names)
    const left = names.filter((name) => !own.some(({ code }) => code === name))
    const shared = left.length > 0 ? await findRoles(reader, userPoolId, 'default', left) : []
    return ids([...own, ...shared, ...(left.length > 0 ? await findRolesById(reader, userPoolId, left) : [])])
  },
  async GROUP(reader, userPoolId, names) {
    return ids([...(await findGroups(reader, userPoolId, names)), ...(await findGroupsById(reader, userPoolId, names))])
  },
  ORG: async (reader, userPoolId, names) =>
    ids(await resolveDepartments(reader, userPoolId, names).catch(() => findDepartments(reader, userPoolId, names))),
  AK_SK: async (reader, userPoolId, names) => ids(await findAccessAccounts(reader, userPoolId, names)),
}

/** As clients name these subjects, by `TYPE:id`; those whose id is their name are left out. */
export async function nameSubjects(
  reader: Reader,
  userPoolId: string,
  subjects: Subject[],
): Promise<Map<string, string>> {
  const of = (type: SubjectType) => subjects.filter((one) => one.type === type).map(({ id }) => id)
  const roles = await findRolesById(reader, userPoolId, of('ROLE'))
  const groups = await findGroupsById(reader, userPoolId, of('GROUP'))
  return new Map([
    ...roles.map(({ id, code }): [string, string] => [`ROLE:${id}`, code]),
    ...groups.map(({ id, code }): [string, string] => [`GROUP:${id}`, code]),
  ])
}
