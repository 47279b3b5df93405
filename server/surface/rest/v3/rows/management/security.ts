import { poolSettings } from '@menshen/contract/settings'
import Type, { type Static, type TObject } from 'typebox'
import { setPoolFactors } from '#domain/account/pool/set-factors.ts'
import { updatePool } from '#domain/account/pool/update.ts'
import { factors } from '#domain/entry/factor/factor.ts'
import { isOf, texts } from '#domain/shape/kind.ts'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import { getPool } from '#domain/tenancy/pool/find.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { optionalChoice, optionalFlag, optionalObject, optionalUnchecked, said } from '../../../engine/fields.ts'
import { shape } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { SecuritySettings } from '../../nouns/security-settings.ts'

/** The bounds stand in the contract: what does not fit is refused under the name that was sent. */
const whole = ({ min, max }: { min: number; max: number }, description: string) =>
  said(Type.Integer({ description, minimum: min, maximum: max }))

const flag = (description: string) => said(optionalFlag(description))

/** Times are kept in seconds, and told so. */
const unit = optionalChoice(['Second'], 'Second, and nothing else.')

const { frequentRegisterCheck, loginFailCheck, loginPasswordFailCheck, qrcodeLoginStrategy } = poolSettings

type Counted = typeof frequentRegisterCheck | typeof loginFailCheck | typeof loginPasswordFailCheck

const frequency = ({ members: { limit, timeInterval } }: Counted) => ({
  enabled: flag('Whether it is counted.'),
  limit: whole(limit, 'How many there may be in that time.'),
  timeInterval: whole(timeInterval, 'In how many seconds.'),
})

const body = {
  allowedOrigins: optionalUnchecked('Origins of pages that may call, or one text of them; none for every page.', {
    type: ['array', 'string'],
  }),
  authingTokenExpiresIn: whole(poolSettings.tokenExpiresAfter, 'Seconds for which a user token is good.'),
  verifyCodeLength: whole(poolSettings.verifyCodeLength, 'Digits of a code.'),
  verifyCodeMaxAttempts: whole(poolSettings.verifyCodeMaxAttempts, 'Wrong tries until a code is void.'),
  changeEmailStrategy: optionalObject('How an e-mail address is changed.', {
    verifyOldEmail: flag('With a code to the old address.'),
  }),
  changePhoneStrategy: optionalObject('How a phone number is changed.', {
    verifyOldPhone: flag('With a code to the old number.'),
  }),
  registerDisabled: flag('Nobody registers.'),
  registerAnomalyDetection: optionalObject('Registrations from one address.', frequency(frequentRegisterCheck)),
  loginAnomalyDetection: optionalObject('What holds up who guesses passwords.', {
    loginFailStrategy: optionalChoice(poolSettings.loginFailStrategy.choices, 'What wrong passwords lead to.'),
    loginFailCheck: optionalObject('Wrong passwords before that.', { ...frequency(loginFailCheck), unit }),
    loginPasswordFailCheck: optionalObject('Wrong passwords before the account is locked.', {
      ...frequency(loginPasswordFailCheck),
      unit,
    }),
  }),
  loginRequireEmailVerified: flag('Who has an e-mail address verifies it before signing in.'),
  qrcodeLoginStrategy: optionalObject('Signing in with codes to scan.', {
    qrcodeExpiresIn: whole(qrcodeLoginStrategy.members.qrcodeExpiresAfter, 'Seconds for which a code is good.'),
    qrcodeExpiresInUnit: unit,
    ticketExpiresIn: whole(qrcodeLoginStrategy.members.ticketExpiresAfter, 'Seconds for which its ticket is good.'),
    ticketExpiresInUnit: unit,
    allowExchangeUserInfoFromBrowser: flag('The browser may redeem the ticket itself.'),
    returnFullUserInfo: flag('The browser gets person and token at once.'),
  }),
}

type Sent = Static<TObject<typeof body>>

/** Under the names that the settings have here. */
function decode({ allowedOrigins, ...sent }: Sent) {
  const { loginAnomalyDetection, qrcodeLoginStrategy: qrCodes } = sent
  return {
    allowedOrigins: originsOf(allowedOrigins),
    tokenExpiresAfter: sent.authingTokenExpiresIn,
    verifyCodeLength: sent.verifyCodeLength,
    verifyCodeMaxAttempts: sent.verifyCodeMaxAttempts,
    changeEmailStrategy: sent.changeEmailStrategy,
    changePhoneStrategy: sent.changePhoneStrategy,
    registerDisabled: sent.registerDisabled,
    frequentRegisterCheck: sent.registerAnomalyDetection,
    loginFailStrategy: loginAnomalyDetection?.loginFailStrategy,
    loginFailCheck: withoutUnit(loginAnomalyDetection?.loginFailCheck),
    loginPasswordFailCheck: withoutUnit(loginAnomalyDetection?.loginPasswordFailCheck),
    loginRequireEmailVerified: sent.loginRequireEmailVerified,
    qrcodeLoginStrategy: qrCodes && {
      qrcodeExpiresAfter: qrCodes.qrcodeExpiresIn,
      ticketExpiresAfter: qrCodes.ticketExpiresIn,
      allowExchangeUserInfoFromBrowser: qrCodes.allowExchangeUserInfoFromBrowser,
      returnFullUserInfo: qrCodes.returnFullUserInfo,
    },
  }
}

/** Null and an empty text say nothing; an empty list says every page. What is neither is for the operation to refuse. */
function originsOf(sent: unknown): unknown {
  return isOf(texts, sent) ? sent.join('\n') : sent || undefined
}

function withoutUnit<Counted extends { unit?: unknown }>(sent: Counted | undefined) {
  if (!sent) return undefined
  const { unit: _, ...counted } = sent
  return counted
}

function encode({ settings }: UserPool): Static<typeof SecuritySettings> {
  const { qrcodeExpiresAfter, ticketExpiresAfter, ...browser } = settings.qrcodeLoginStrategy
  return {
    allowedOrigins: settings.allowedOrigins,
    authingTokenExpiresIn: settings.tokenExpiresAfter,
    verifyCodeLength: settings.verifyCodeLength,
    verifyCodeMaxAttempts: settings.verifyCodeMaxAttempts,
    changeEmailStrategy: settings.changeEmailStrategy,
    changePhoneStrategy: settings.changePhoneStrategy,
    registerDisabled: settings.registerDisabled,
    registerAnomalyDetection: settings.frequentRegisterCheck,
    loginAnomalyDetection: {
      loginFailStrategy: settings.loginFailStrategy,
      loginFailCheck: settings.loginFailCheck,
      loginPasswordFailCheck: settings.loginPasswordFailCheck,
    },
    loginRequireEmailVerified: settings.loginRequireEmailVerified,
    qrcodeLoginStrategy: { qrcodeExpiresIn: qrcodeExpiresAfter, ticketExpiresIn: ticketExpiresAfter, ...browser },
  }
}

/** The factors that these clients know, by their names; passkeys are none of them. */
const wireFactors = ['OTP', 'SMS', 'EMAIL', 'FACE'] as const

const kindsOf = (names: readonly string[]) =>
  names.flatMap((name) => factors.find(({ wire }) => wire === name)?.kind ?? [])

const factorList = (description: string) => Type.Array(Type.Enum([...wireFactors]), { description })

const EnabledFactors = shape({
  enabledFactors: factorList('What is accepted, the preferred one first; none is asked for without any.'),
})

function encodeFactors({ policy, factors: accepted }: MfaSettings): Static<typeof EnabledFactors> {
  const named = accepted.flatMap((kind) => wireFactors.find((name) => kindsOf([name])[0] === kind) ?? [])
  return { enabledFactors: policy === 'off' ? [] : named }
}

export const securityRows: RestRow[] = [
  row('GET /api/v3/get-security-settings', getPool, {
    summary: 'Read the rules that keep the user pool safe',
    decode: () => ({}),
    result: SecuritySettings,
    encode,
  }),
  row('POST /api/v3/update-security-settings', updatePool, {
    summary: 'Change rules that keep the user pool safe; what is not given stays',
    body,
    decode: ({ body }) => decode(body),
    result: SecuritySettings,
    encode,
  }),
  row('GET /api/v3/get-global-mfa-settings', getPool, {
    summary: 'Read which second factors the user pool accepts',
    decode: () => ({}),
    result: EnabledFactors,
    encode: ({ settings }) => encodeFactors(settings.mfa),
  }),
  row('POST /api/v3/update-global-mfa-settings', setPoolFactors, {
    summary: 'Set which second factors the user pool accepts',
    body: { enabledFactors: factorList('These, the preferred one first, and no others.') },
    decode: ({ body }) => ({ accepted: kindsOf(body.enabledFactors), among: kindsOf(wireFactors) }),
    result: EnabledFactors,
    encode: encodeFactors,
  }),
  row('POST /api/v3/disable-global-mfa-settings', setPoolFactors, {
    summary: 'Accept some second factors no longer',
    body: { disableFactors: factorList('These no longer.') },
    decode: ({ body }) => ({ accepted: [], among: kindsOf(body.disableFactors) }),
    result: EnabledFactors,
    encode: encodeFactors,
  }),
]
