import { checkedText, requiredText } from '#domain/shape/text.ts'
import { type DepartmentFields, parseDepartment } from '../organisation/department-input.ts'
import { newCode } from './name.ts'

/** A name in other languages, by language tag. One that is not enabled is kept and not shown. */
export type Labels = Readonly<Record<string, { enabled?: boolean; value?: string } | undefined>>

/** What is said of a department; what is left out stays, or is as with a new one. */
export interface NamedInput {
  name?: string | undefined
  code?: string | undefined
  description?: string | undefined
  openId?: string | undefined
  isVirtual?: boolean | undefined
  isEnabled?: boolean | undefined
  labels?: Labels | undefined
}

/** What name and code are called on the wire. */
interface FieldNames {
  name: string
  code: string
}

const ofDepartment: FieldNames = { name: 'name', code: 'code' }

/** All of a new department. 400 for what it cannot be, `newCode` for the code. */
export function parseNew(input: NamedInput & { name: string }, fields = ofDepartment): DepartmentFields {
  const { name, code, ...more } = parseChanges(input, fields)
  return { ...parseDepartment({ name: name ?? input.name }), ...more, name: name ?? input.name, code: code ?? null }
}

/** What is to be changed of one. Refuses like `parseNew`. */
export function parseChanges(input: NamedInput, fields = ofDepartment): Partial<DepartmentFields> {
  const { name, code, description, openId, isVirtual, isEnabled, labels } = input
  return {
    ...(name !== undefined && { name: requiredText(name, fields.name, 256) }),
    ...(code !== undefined && { code: newCode(code, fields.code) }),
    ...(description !== undefined && { description: checkedText(description, 'description', 2_000) }),
    ...(openId !== undefined && { open_id: requiredText(openId, 'openDepartmentId', 128) }),
    ...(isVirtual !== undefined && { is_virtual: isVirtual }),
    ...(isEnabled !== undefined && { enabled: isEnabled }),
    ...parseLabels(labels),
  }
}

function parseLabels(labels: Labels = {}): Pick<Partial<DepartmentFields>, 'name_i18n' | 'name_i18n_off'> {
  const said = Object.entries(labels).flatMap(([language, label]) =>
    label?.value ? [{ language, value: label.value, isShown: label.enabled ?? false }] : [],
  )
  if (said.length === 0) return {}
  const translations = said.map(({ language, value }) => [language, checkedText(value, `i18n.${language}`, 256)])
  return {
    name_i18n: JSON.stringify(Object.fromEntries(translations)),
    name_i18n_off: said.flatMap(({ language, isShown }) => (isShown ? [] : [language])),
  }
}
