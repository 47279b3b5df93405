import { sendSceneEmail, sendScenePhone, sentMessage } from '../../wire/send-message.ts'
import { type Call, plainRow, type Row } from '../row.ts'

/** The clients take `data` for the answer, so that says it as well. */
function said({ language }: Call) {
  return { code: 200, message: sentMessage[language] }
}

function emailRow(path: string): Row {
  return plainRow(
    `POST /api/v2/${path}`,
    async (call) => {
      const { body } = call.parts
      await sendSceneEmail(call.domain, call.hints, body.text('email'), body.optionalText('scene'))
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
      await sendScenePhone(call.domain, call.hints, { ...asked, scene: scene ?? body.optionalText('scene') })
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
