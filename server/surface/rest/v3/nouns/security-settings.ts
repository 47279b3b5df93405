import Type from 'typebox'
import { count, noun, shape, word, yesOrNo } from '../../engine/results.ts'

const window = () => shape({ enabled: yesOrNo(), limit: count(), timeInterval: count('In seconds.') })

export const SecuritySettings = noun('SecuritySettings', 'Rules of a user pool that keep it safe.', {
  allowedOrigins: word('Origins of pages that may call, one a line; empty for every page.'),
  authingTokenExpiresIn: count('Seconds for which a user token is good.'),
  verifyCodeLength: count(),
  verifyCodeMaxAttempts: count('Wrong tries until a code is void.'),
  changeEmailStrategy: shape({ verifyOldEmail: yesOrNo() }),
  changePhoneStrategy: shape({ verifyOldPhone: yesOrNo() }),
  registerDisabled: yesOrNo(),
  registerAnomalyDetection: window(),
  loginAnomalyDetection: shape({
    loginFailStrategy: Type.Enum(['captcha', 'block-account']),
    loginFailCheck: window(),
    loginPasswordFailCheck: window(),
  }),
  loginRequireEmailVerified: yesOrNo(),
  qrcodeLoginStrategy: shape({
    qrcodeExpiresIn: count('In seconds.'),
    ticketExpiresIn: count('In seconds.'),
    allowExchangeUserInfoFromBrowser: yesOrNo(),
    returnFullUserInfo: yesOrNo(),
  }),
})
