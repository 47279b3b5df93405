import type { Static } from 'typebox'
import type { DescribedDepartment } from '#domain/structure/named-organisation/describe.ts'
import type { DescribedMembership } from '#domain/structure/named-organisation/of-user.ts'
import type { Department } from '#domain/structure/organisation/organisation.ts'
import { restDate } from '../../view/user.ts'
import type { DepartmentMembership, NamedDepartment, NamedOrganisation } from './nouns/department.ts'

/** Null where it has no name in another language. */
function translationsOf({ nameI18n, nameI18nOff }: Department) {
  const languages = Object.entries(nameI18n ?? {})
  if (languages.length === 0) return null
  return Object.fromEntries(
    languages.map(([language, value]) => [language, { enabled: !nameI18nOff.includes(language), value }]),
  )
}

function encodePlace({ department, organisationCode, values }: DescribedDepartment) {
  return {
    organizationCode: organisationCode,
    departmentId: department.id,
    openDepartmentId: department.openId,
    description: department.description,
    isVirtualNode: department.isVirtual,
    createdAt: restDate(department.createdAt),
    ...(values && { customData: Object.fromEntries(values.map(({ key, value }) => [key, value])) }),
  }
}

function encodeKnown(described: DescribedDepartment) {
  const { department, leaderIds, postIds, membersCount, hasChildren } = described
  return {
    ...encodePlace(described),
    updatedAt: restDate(department.updatedAt),
    leaderUserIds: leaderIds,
    postIdList: postIds,
    membersCount,
    hasChildren,
  }
}

/** By the department at its top. */
export function encodeNamedOrganisation(described: DescribedDepartment): Static<typeof NamedOrganisation> {
  const { department, tenantId } = described
  const organizationName = translationsOf(department)
  return {
    ...encodeKnown(described),
    organizationName: department.name,
    tenantId,
    ...(organizationName && { i18n: { organizationName } }),
  }
}

export function encodeNamedDepartment(described: DescribedDepartment): Static<typeof NamedDepartment> {
  const { department, parentCode } = described
  const name = translationsOf(department)
  return {
    ...encodeKnown(described),
    name: department.name,
    code: department.code,
    parentDepartmentId: department.parentId,
    parentDepartmentCode: parentCode,
    status: department.isEnabled,
    ...(name && { i18n: { name } }),
  }
}

/** @param withWay tell the way to it from the top */
export function encodeMembership(
  { place, way, isLeader, isMain, joinedAt }: DescribedMembership,
  withWay: boolean,
): Static<typeof DepartmentMembership> {
  const { department } = place
  const name = translationsOf(department)
  return {
    ...encodePlace(place),
    name: department.name,
    code: department.code,
    isRoot: department.parentId === null,
    isLeader,
    isMainDepartment: isMain,
    joinedAt: restDate(joinedAt),
    ...(name && { i18n: { name } }),
    ...(withWay && {
      departmentIdPath: way.map(({ id }) => id),
      departmentCodePath: way.map(({ code }) => code),
      departmentNamePath: way.map((one) => one.name),
    }),
  }
}
