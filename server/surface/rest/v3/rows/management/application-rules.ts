import Type, { type Static } from 'typebox'
import { triggerFactor } from '#domain/entry/mfa/trigger.ts'
import { doToNamed } from '#domain/people/user/named.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { changeApplicationFactors, demandedFactors } from '#domain/tenancy/application/change-factors.ts'
import { getApplication } from '#domain/tenancy/application/find.ts'
import { updateApplication } from '#domain/tenancy/application/update.ts'
import type { FactorKind } from '#domain/tenancy/mfa/factor-kind.ts'
import { choice, optionalTexts } from '../../../engine/fields.ts'
import { shape } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { namedPerson, succeeded, success } from '../../fields.ts'
import { AskedFactors } from '../../nouns/application.ts'
import { appId } from './application.ts'

const strategies = ['ALLOW_ALL', 'DENY_ALL'] as const

const factors = { OTP: 'totp', SMS: 'sms', EMAIL: 'email', FACE: 'face' } as const satisfies Record<string, FactorKind>
type FactorName = keyof typeof factors
const factorNames = Object.keys(factors) as [FactorName, ...FactorName[]]

const kindsIn = (field: string, names: string[] = []) =>
  names.map((name) => factors[choiceOf(name, field, factorNames)])

export const applicationRuleRows: RestRow[] = [
  row('GET /api/v3/get-application-permission-strategy', getApplication, {
    summary: 'Read whether people without a rule may enter an application',
    query: appId,
    decode: ({ query }) => ({ id: query.appId }),
    result: shape({ permissionStrategy: Type.Enum([...strategies]) }),
    encode: ({ settings: { accessEnabled, defaultAccess } }) => ({
      permissionStrategy: accessEnabled ? defaultAccess : 'ALLOW_ALL',
    }),
  }),
  row('POST /api/v3/update-application-permission-strategy', updateApplication, {
    summary: 'Say whether people without a rule may enter an application',
    body: { ...appId, permissionStrategy: choice(strategies, 'What holds for who no rule is about.') },
    decode: ({ body: { appId, permissionStrategy: defaultAccess } }) => ({
      id: appId,
      // Where nothing is looked up at all, everybody may.
      changes: { settings: { defaultAccess, ...(defaultAccess === 'DENY_ALL' && { accessEnabled: true }) } },
    }),
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/update-application-mfa-settings', changeApplicationFactors, {
    summary: 'Say which second factors an application demands',
    body: {
      ...appId,
      enabledFactors: optionalTexts(`Demanded from now on: ${factorNames.join(', ')}.`),
      disabledFactors: optionalTexts('Not demanded any longer.'),
    },
    decode: ({ body }) => ({
      id: body.appId,
      enabled: kindsIn('enabledFactors', body.enabledFactors),
      disabled: kindsIn('disabledFactors', body.disabledFactors),
    }),
    result: shape({ enabledFactors: Type.Array(Type.Enum(factorNames)) }),
    encode: ({ settings }) => {
      const demanded = settings.mfa ? demandedFactors(settings.mfa) : []
      return { enabledFactors: demanded.flatMap((kind) => factorNames.find((name) => factors[name] === kind) ?? []) }
    },
  }),
  row('GET /api/v3/get-mfa-trigger-data', doToNamed(triggerFactor), {
    summary: 'Have somebody asked for a second factor, by your word for the first',
    query: { ...appId, ...namedPerson },
    decode: ({ query: { appId, ...named } }) => ({
      ...named,
      given: (userId) => ({ userId, applicationId: appId }),
    }),
    result: AskedFactors,
    encode: (asked) => asked as Static<typeof AskedFactors>,
  }),
]
