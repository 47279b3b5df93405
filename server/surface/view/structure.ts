import type { Language } from '@menshen/contract/errors'
import type { Group } from '#domain/structure/group/group.ts'
import type { PlacedDepartment, Tree } from '#domain/structure/organisation/organisation.ts'
import { arnOfRole, type Role } from '#domain/structure/role/role.ts'

type DateText = (date: Date) => string

/** What an operation says that has nothing else to tell. */
export function commonMessage(language: Language) {
  return { code: 200 as const, message: language === 'zh-CN' ? '操作成功' : 'Done' }
}

/** `parentId` is for the row that finds the parent. */
export function encodeRole(role: Role, date: DateText) {
  const { id, namespace, code, name, description, isSystem, parentId, createdAt, updatedAt } = role
  const times = { createdAt: date(createdAt), updatedAt: date(updatedAt) }
  return { id, namespace, code, arn: arnOfRole(role), name, description, isSystem, parentId, ...times }
}

export function encodeGroup({ id, code, name, description, createdAt, updatedAt }: Group, date: DateText) {
  return { id, code, name, description, createdAt: date(createdAt), updatedAt: date(updatedAt) }
}

/** A department as a node of a flat list: `children` are ids, and the paths lead from the top down to it. */
export function encodeNode({ department, ancestors, childIds }: PlacedDepartment, date: DateText) {
  const { nameI18n, descriptionI18n } = department
  return {
    id: department.id,
    orgId: department.organisationId,
    name: department.name,
    nameI18n: nameI18n && JSON.stringify(nameI18n),
    description: department.description,
    descriptionI18n: descriptionI18n && JSON.stringify(descriptionI18n),
    order: department.position,
    code: department.code,
    root: department.parentId === null,
    parentNodeId: department.parentId,
    depth: ancestors.length - 1,
    path: ancestors.map(({ id }) => id),
    codePath: ancestors.map(({ code }) => code),
    namePath: ancestors.map(({ name }) => name),
    children: childIds,
    isVirtualNode: false,
    createdAt: date(department.createdAt),
    updatedAt: date(department.updatedAt),
  }
}

export function encodeTree({ organisation, departments }: Tree, date: DateText) {
  const nodes = departments.map((placed) => encodeNode(placed, date))
  const rootNode = nodes[0] as (typeof nodes)[number]
  return { id: organisation.id, tenantId: organisation.tenantId, rootNode, nodes }
}
