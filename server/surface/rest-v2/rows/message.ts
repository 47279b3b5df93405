import { sendSceneEmail, sendScenePhone, sentMessage } from '../../wire/send-message.ts'
import { requireAllAsked } from '../parts.ts'
import { type Call, plainRow, type Row } from '../row.ts'

/** By the login component, whose answer to a captcha these need none of. */
const sentAlong = ['appId', 'captchaCode', 'withCustomData']

/** The clients take `data` for the answer, so that says it as well. */
function said({ language }: Call) {
  return { code: 200, message: sentMessage[language] }
}

function emailRow(path: string): Row {
  return plainRow(
    `POST /api/v2/${path}`,
    async (call) => {
      const { body } = call.parts
      const [email, scene] = [body.text('email'), body.optionalText('scene')]
      requireAllAsked(call.parts, sentAlong)
      await sendSceneEmail(call.domain, call.hints, email, scene)
      return said(call)
    },
    { saying: sentMessage },
  )
}

/** `scene` for paths that say in themselves what the code is for. */
function smsRow(path: string, scene?: string): Row {
  return plainRow(
    `POST /api/v2/${path}`,
    async (call) => {
      const { body } = call.parts
      const asked = { phone: body.text('phone'), countryCode: body.optionalText('phoneCountryCode') }
      const named = body.optionalText('scene')
      requireAllAsked(call.parts, sentAlong)
      await sendScenePhone(call.domain, call.hints, { ...asked, scene: scene ?? named })
      return said(call)
    },
    { saying: sentMessage },
  )
}

export const messageRows: Row[] = [
  emailRow('email/send'),
  emailRow('email/send-email'),
  smsRow('sms/send'),
  smsRow('sms/send-login', 'SCENE_TYPE_LOGIN'),
  smsRow('sms/send-register', 'SCENE_TYPE_REGISTER'),
]
