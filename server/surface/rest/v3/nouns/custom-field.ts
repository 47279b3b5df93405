import Type from 'typebox'
import { labelLanguages } from '#domain/people/custom-field/custom-field.ts'
import { each } from '../../engine/fields.ts'
import { moment, noun, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

const Label = shape({ enabled: yesOrNo(), value: word() })

/** What this door tells of every field. */
const common = {
  label: wordOrNull('What people call it.'),
  description: wordOrNull(),
  userEditable: yesOrNo('People may write it on themselves.'),
  visibleInAdminConsole: yesOrNo(),
  i18n: Type.Optional(shape({ label: shape(each(labelLanguages, () => Type.Optional(Label))) })),
  encrypted: Type.Literal(false),
}

export const CustomField = noun('CustomField', 'A field that a pool has added to one kind of its records.', {
  targetType: Type.Enum(['USER', 'ROLE', 'GROUP', 'DEPARTMENT']),
  key: word('Unique among the fields of the kind.'),
  dataType: Type.Enum(['STRING', 'NUMBER', 'DATETIME', 'BOOLEAN', 'OBJECT', 'ENUM']),
  ...common,
  isUnique: Type.Literal(false, { description: 'Several records may have the same value.' }),
  visibleInUserCenter: yesOrNo('People are shown it in their own account.'),
  options: Type.Optional(Type.Array(shape({ value: word(), label: word() }), { description: 'What an ENUM can be.' })),
  createdAt: moment(),
})

export const BaseField = noun('BaseField', 'A field that every person has.', {
  targetType: Type.Literal('USER'),
  key: word(),
  dataType: Type.Literal('STRING'),
  ...common,
  isUnique: yesOrNo('No two people of the pool have the same value.'),
  visibleInUserCenter: Type.Literal(true),
})
