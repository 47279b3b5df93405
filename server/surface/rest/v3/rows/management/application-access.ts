import Type from 'typebox'
import { type EntrantType, entrantTypes, ruleIdOf } from '#domain/access/application-access/application-access.ts'
import { revokeRulesById, switchRuleById } from '#domain/access/application-access/change-by-id.ts'
import { revokeAccessRules, setAccessRules } from '#domain/access/application-access/change-rules.ts'
import { explainAccess, listRulesOf } from '#domain/access/application-access/explain.ts'
import { type Entrant, listAccessRules } from '#domain/access/application-access/list-rules.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { flag as flagKind, ofKind } from '#domain/shape/kind.ts'
import {
  choice,
  flag,
  objects,
  optionalChoice,
  optionalText,
  optionalTexts,
  optionalUnchecked,
  required,
  someListed,
  text,
  texts,
} from '../../../engine/fields.ts'
import { pageResult, shape } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { page, succeeded, success } from '../../fields.ts'
import { AccessReason, ApplicationRule, RuledApplication } from '../../nouns/application-access.ts'
import { appId } from './application.ts'

const effects = ['ALLOW', 'DENY'] as const
const effectOf = (allows: boolean): (typeof effects)[number] => (allows ? 'ALLOW' : 'DENY')

const subject = {
  targetType: choice(entrantTypes, 'What kind of thing it is.'),
  targetId: text('The id of a person or a department, the code or the id of a role or a group.'),
}

const targets = {
  targetType: choice(entrantTypes, 'What kind of thing the targets are.'),
  targetIdentifier: texts('Codes of roles or groups, ids of people or departments.'),
  namespaceCode: optionalText('The namespace of the roles; that of the application when left out.'),
}

interface SentTargets {
  targetType: EntrantType
  targetIdentifier: string[]
  namespaceCode?: string
}

const decodeTargets = ({ targetType, targetIdentifier, namespaceCode }: SentTargets) => ({
  type: targetType,
  names: targetIdentifier,
  namespace: namespaceCode ?? null,
})

/** What somebody is called, as far as anybody has said. */
function nameOf({ targetType, target }: Entrant): string | null {
  if (!target) return null
  if (targetType === 'USER') {
    const { profile, username, email, phone } = target
    return profile.name ?? profile.nickname ?? username ?? email ?? phone ?? null
  }
  return ('name' in target ? target.name : null) ?? target.code ?? null
}

/** Only what holds of all that is wanted: of allowing and denying, either. */
function filterOf(effect: string[] | undefined, enabled: unknown) {
  const named = new Set((effect ?? []).map((one) => choiceOf(one, 'effect', effects)))
  return {
    allows: named.size === 1 ? named.has('ALLOW') : undefined,
    enabled: enabled === undefined || enabled === null ? undefined : ofKind(flagKind, enabled, 'enabled'),
  }
}

const typesIn = (types: string[] = []) =>
  types.length === 0 ? undefined : types.map((type) => choiceOf(type, 'targetTypeList', entrantTypes))

const reasons = { all: 'ALL', default: 'DEFAULT', self: 'SELF', subject: 'SUBJECT' } as const

export const applicationAccessRows: RestRow[] = [
  row('GET /api/v3/get-subject-auth-detail', explainAccess, {
    summary: 'Read why somebody may enter an application, or may not',
    query: { ...appId, ...subject },
    decode: ({ query }) => ({ applicationId: query.appId, type: query.targetType, name: query.targetId }),
    result: AccessReason,
    encode: ({ application, subject, through, reason, allows }) => ({
      appId: application.id,
      appName: application.name,
      reqTargetId: subject.targetId,
      reqTargetName: nameOf(subject),
      reqTargetType: subject.targetType,
      targetId: through?.targetId ?? null,
      targetType: through?.targetType ?? null,
      targetName: through && nameOf(through),
      authType: reasons[reason],
      effect: effectOf(allows),
    }),
  }),
  row('POST /api/v3/list-subject-auth', listRulesOf, {
    summary: 'List the applications that have a rule about somebody',
    body: {
      ...subject,
      appName: optionalText('In the name of the application, in any case.'),
      appTypeList: optionalTexts('SELFBUILT is what all applications are.'),
      effect: optionalTexts('Only rules that ALLOW, or DENY.'),
      enabled: optionalUnchecked('Only rules that count, or do not.', { type: 'boolean' }),
    },
    decode: ({ body: { targetType, targetId, appName, effect, enabled } }) => ({
      type: targetType,
      name: targetId,
      applicationName: appName,
      ...filterOf(effect, enabled),
    }),
    result: shape({ list: Type.Array(RuledApplication) }),
    encode: (list, _call, { body: { appTypeList: types = [] } }) => ({
      list: (types.length === 0 || types.includes('SELFBUILT') ? list : []).map(({ rule, application }) => ({
        id: ruleIdOf(application.id, rule),
        appId: application.id,
        appName: application.name,
        logo: application.logo,
        appType: 'SELFBUILT' as const,
        effect: effectOf(rule.allows),
        enabled: rule.enabled,
      })),
    }),
  }),
  row('POST /api/v3/list-applications-auth', listAccessRules, {
    summary: 'List the rules on who may enter an application',
    body: {
      ...appId,
      ...page,
      targetName: optionalText('In what the subject is called, in any case.'),
      targetTypeList: optionalTexts('Only rules about these kinds of subject.'),
      effect: optionalChoice(effects, 'Only rules that allow, or deny.'),
      enabled: optionalUnchecked('Only rules that count, or do not.', { type: 'boolean' }),
    },
    decode: ({ body: { appId, page, limit, targetName, targetTypeList, effect, enabled } }) => ({
      applicationId: appId,
      page,
      limit,
      targetName,
      targetTypes: typesIn(targetTypeList),
      ...filterOf(effect && [effect], enabled),
    }),
    result: pageResult(ApplicationRule),
    encode: ({ totalCount, list }, _call, { body }) => ({
      totalCount,
      list: list.map((rule) => ({
        id: ruleIdOf(body.appId, rule),
        targetId: rule.targetId,
        targetName: nameOf(rule),
        targetType: rule.targetType,
        effect: effectOf(rule.allows),
        enabled: rule.enabled,
        permissionType: 'SUBJECT' as const,
      })),
    }),
  }),
  row('POST /api/v3/update-auth-enabled', switchRuleById, {
    summary: 'Have a rule on who may enter an application count, or not',
    body: {
      id: text('The rule.'),
      enabled: optionalUnchecked('Whether it counts; it has to be said.', { type: 'boolean' }),
    },
    // Nobody means to switch something off by leaving out which way.
    decode: ({ body: { id, enabled } }) => ({ id, enabled: ofKind(flagKind, required(enabled), 'enabled') }),
    result: success,
    encode: succeeded,
  }),
  row('DELETE /api/v3/batch-applications-auth', revokeRulesById, {
    summary: 'Take back rules on who may enter applications',
    query: { authIds: someListed('authIds', 'The rules.') },
    decode: ({ query }) => ({ ids: query.authIds }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/authorize-application-access', setAccessRules, {
    summary: 'Allow or forbid targets to enter an application',
    body: {
      ...appId,
      list: objects('What is said of whom.', {
        ...targets,
        effect: choice(effects, 'Whether they may.'),
        // As with policies, what is said of a department is said of those below it, unless the request says otherwise.
        inheritByChildren: flag('Said of a department, it holds for those below it.', { otherwise: true }),
      }),
    },
    decode: ({ body: { appId, list } }) => ({
      applicationId: appId,
      rulings: list.map(({ effect, inheritByChildren, ...sent }) => ({
        ...decodeTargets(sent),
        allows: effect === 'ALLOW',
        inherited: inheritByChildren,
      })),
    }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/revoke-application-access', revokeAccessRules, {
    summary: 'Take back what was said of targets',
    body: { ...appId, list: objects('Of whom.', targets) },
    decode: ({ body: { appId, list } }) => ({ applicationId: appId, subjects: list.map(decodeTargets) }),
    result: success,
    encode: succeeded,
  }),
]
