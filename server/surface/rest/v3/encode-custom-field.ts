import type { Static } from 'typebox'
import type { CustomField as Field, TargetType } from '#domain/people/custom-field/custom-field.ts'
import { choicesIn } from '#domain/people/custom-field/options.ts'
import { restDate } from '../../view/user.ts'
import type { CustomField } from './nouns/custom-field.ts'

type Encoded = Static<typeof CustomField>

/** Kinds of records by their names at this door. */
export const fieldTargets = {
  USER: 'USER',
  ROLE: 'ROLE',
  GROUP: 'GROUP',
  DEPARTMENT: 'NODE',
} as const satisfies Record<Encoded['targetType'], TargetType>

export type FieldTarget = keyof typeof fieldTargets

export const fieldTargetNames = Object.keys(fieldTargets) as [FieldTarget, ...FieldTarget[]]

const nameOf = (type: TargetType): FieldTarget => fieldTargetNames.find((name) => fieldTargets[name] === type) ?? 'USER'

export function encodeField(field: Field): Encoded {
  const { targetType, key, dataType, label, description, userEditable, options, labels, createdAt } = field
  return {
    targetType: nameOf(targetType),
    key,
    dataType: dataType === 'SELECT' ? 'ENUM' : dataType,
    label,
    description,
    encrypted: false,
    isUnique: false,
    userEditable,
    visibleInAdminConsole: field.visibleInConsole,
    visibleInUserCenter: field.visibleInCenter,
    ...(dataType === 'SELECT' && { options: choicesIn(options) }),
    ...(labels && { i18n: { label: labels } }),
    createdAt: restDate(createdAt),
  }
}
