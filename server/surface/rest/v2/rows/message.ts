import Type from 'typebox'
import { sendSceneEmail, sendScenePhone, sentMessage } from '../../../view/send-message.ts'
import { optionalText, text } from '../../engine/fields.ts'
import { shape, word } from '../../engine/results.ts'
import { type Call, plainRow, type RestRow } from '../../engine/row.ts'
import { countryCode } from '../account-fields.ts'

/** By the login component, whose answer to a captcha these need none of. */
const ignored = ['appId', 'captchaCode', 'withCustomData']

const scene = optionalText('What it is for, such as LOGIN_VERIFY_CODE; a code that is good for anything when left out.')

/** The clients take `data` for the answer, so that says it as well. */
const result = shape({ code: Type.Literal(200), message: word() })

function said({ language }: Call) {
  return { code: 200 as const, message: sentMessage[language] }
}

const emailRow = (path: string): RestRow =>
  plainRow(
    `POST /api/v2/${path}`,
    {
      summary: 'Mail somebody a code or a link',
      operation: 'verification-code.send-mail',
      admits: 'anyone',
      body: { email: text('The e-mail address.'), scene },
      ignored,
      result,
      saying: sentMessage,
    },
    async (call, read) => {
      const { email, scene } = read().body
      await sendSceneEmail(call.domain, call.hints, email, scene)
      return said(call)
    },
  )

/** `own` for paths that say in themselves what the code is for. */
const smsRow = (path: string, summary: string, own?: string): RestRow =>
  plainRow(
    `POST /api/v2/${path}`,
    {
      summary,
      operation: 'verification-code.send-text',
      admits: 'anyone',
      body: { phone: text('The phone number.'), ...countryCode, scene },
      ignored,
      result,
      saying: sentMessage,
    },
    async (call, read) => {
      const { phone, phoneCountryCode, scene } = read().body
      await sendScenePhone(call.domain, call.hints, { phone, countryCode: phoneCountryCode, scene: own ?? scene })
      return said(call)
    },
  )

export const messageRows: RestRow[] = [
  emailRow('email/send'),
  emailRow('email/send-email'),
  smsRow('sms/send', 'Text somebody a code'),
  smsRow('sms/send-login', 'Text somebody a code to sign in with', 'SCENE_TYPE_LOGIN'),
  smsRow('sms/send-register', 'Text somebody a code to register with', 'SCENE_TYPE_REGISTER'),
]
