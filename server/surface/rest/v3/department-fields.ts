// How requests of this door name departments, and what they say of them.
import Type from 'typebox'
import { type DepartmentKey, departmentKeys } from '#domain/structure/named-organisation/name.ts'
import {
  anyText,
  flag,
  object,
  optionalFlag,
  optionalObject,
  optionalRecord,
  optionalText,
  said,
} from '../engine/fields.ts'

export const tenantId = optionalText('The tenant that the organisation belongs to.')

/** An empty code says something here: it names no organisation that there is. */
export const organisationName = {
  organizationCode: anyText('The code of the organisation; its id where it has none.'),
  tenantId,
}

export const departmentIdType = Type.Enum([...departmentKeys], {
  description: 'By what departments are called.',
  default: 'department_id',
})

export const departmentName = {
  ...organisationName,
  departmentId: anyText('The department; `root` is the one at the top.'),
  departmentIdType,
}

interface SentOrganisation {
  organizationCode: string
  tenantId?: string
}

export const decodeOrganisation = ({ organizationCode, tenantId }: SentOrganisation) => ({
  code: organizationCode,
  tenantId,
})

export interface SentDepartment extends SentOrganisation {
  departmentId: string
  departmentIdType: DepartmentKey
}

export const decodeDepartment = (sent: SentDepartment) => ({
  organisation: decodeOrganisation(sent),
  name: sent.departmentId,
  by: sent.departmentIdType,
})

/** Posts are told whatever is asked. */
export const withPost = flag('The same answer: posts are always told.')

export const withCustomData = flag('Tell what stands in its custom fields.')

const label = optionalObject('The name in this language.', {
  enabled: said(optionalFlag('It is shown where that language is spoken.')),
  value: optionalText('What people read.'),
})

/** A name in the languages in which clients of this generation say names. */
export const translations = object('By language.', { 'zh-CN': label, 'en-US': label, 'zh-TW': label, 'ja-JP': label })

/** Nothing can be said under it; clients send an empty object. */
export const metadata = optionalObject('Left out or empty.', {})

export const customData = optionalRecord('What is to stand in its custom fields, by their names.')

export const decodeValues = (data: Record<string, unknown> = {}) =>
  Object.entries(data).map(([key, value]) => ({ key, value }))

export const includeChildrenDepartments = flag('Those of the departments below it too.')
