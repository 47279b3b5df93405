import Type from 'typebox'
import { entrantTypes } from '#domain/access/application-access/application-access.ts'
import { noun, nullable, word, wordOrNull, yesOrNo } from '../../engine/results.ts'

const entrantType = Type.Enum([...entrantTypes])
const effect = Type.Enum(['ALLOW', 'DENY'])

export const ApplicationRule = noun('ApplicationRule', 'That somebody may, or may not, enter an application.', {
  id: word(),
  targetId: word(),
  targetName: wordOrNull('Null of one that is gone.'),
  targetType: entrantType,
  effect,
  enabled: yesOrNo('It counts.'),
  permissionType: Type.Literal('SUBJECT'),
})

export const RuledApplication = noun('RuledApplication', 'An application that has a rule about somebody.', {
  id: word('The rule.'),
  appId: word(),
  appName: word(),
  logo: wordOrNull(),
  appType: Type.Literal('SELFBUILT'),
  effect,
  enabled: yesOrNo('The rule counts.'),
})

export const AccessReason = noun('AccessReason', 'Why somebody may enter an application, or may not.', {
  appId: word(),
  appName: word(),
  reqTargetId: word('Who was asked about.'),
  reqTargetName: wordOrNull(),
  reqTargetType: entrantType,
  targetId: wordOrNull('Whom the rule that decides is about; null where no rule does.'),
  targetType: nullable(entrantType),
  targetName: wordOrNull(),
  authType: Type.Enum(['DEFAULT', 'ALL', 'SELF', 'SUBJECT'], {
    description:
      'DEFAULT: no rule is about them. ALL: it lets everybody in. SELF: a rule about themselves, SUBJECT: about something they belong to.',
  }),
  effect,
})
