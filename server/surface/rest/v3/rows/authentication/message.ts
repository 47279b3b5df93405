import { refuse, say } from '@menshen/contract/errors'
import Type from 'typebox'
import { issueCaptcha } from '#domain/proof/captcha/issue-captcha.ts'
import { deliver } from '#domain/proof/verification-code/deliver.ts'
import { preCheckCode } from '#domain/proof/verification-code/pre-check.ts'
import { sendCode } from '#domain/proof/verification-code/send-code.ts'
import { sendVerificationLink } from '#domain/proof/verification-code/send-link.ts'
import { keepCaptcha } from '../../../../request/entry-cookies.ts'
import { choice, optionalObject, optionalText, required, text } from '../../../engine/fields.ts'
import { doneResult, shape, word, yesOrNo } from '../../../engine/results.ts'
import { type Call, plainRow, type RestRow, row } from '../../../engine/row.ts'
import {
  isUnbuilt,
  type MailChannel,
  mailChannelNames,
  mailChannels,
  type TextChannel,
  textChannelNames,
  textChannels,
} from '../../channels.ts'

const said = 'What it is for.'
const mailChannel = choice(mailChannelNames, said)
const textChannel = choice(textChannelNames, said)
const countryCode = optionalText('The country of the phone number, such as +86 or CN.')

function refuseUnbuilt(operation: string, channel: string): never {
  refuse(1000, { variant: 'notBuilt', values: { operation: `POST /api/v3/${operation} (${channel})` } })
}

/** People who are signed in ask as strangers do: a code goes to whoever reads the address. */
const unnamed = ({ hints }: Call) => ({ ...hints, token: undefined })

const captchaRow = plainRow(
  'GET /api/v3/get-captcha-code',
  {
    summary: 'Draw a captcha for somebody who must show that a person is there',
    operation: issueCaptcha.name,
    admits: issueCaptcha.admits,
    result: shape({
      captchaCodeSvg: word('The image, as SVG.'),
      captchaToken: word('Which image it is: goes along with what stands in it.'),
    }),
  },
  async (call) => {
    const { id, svg } = await call.domain.call(issueCaptcha, unnamed(call), undefined)
    // For the operations of clients that send no such token.
    keepCaptcha(call.reply, id, call.hints.origin)
    return { captchaCodeSvg: svg, captchaToken: id }
  },
)

const textRow = plainRow(
  'POST /api/v3/send-sms',
  {
    summary: 'Text somebody a code',
    operation: sendCode.name,
    admits: sendCode.admits,
    body: { channel: textChannel, phoneNumber: text('The phone number.'), phoneCountryCode: countryCode },
    result: doneResult,
  },
  async (call, read) => {
    const { channel, phoneNumber: phone, phoneCountryCode } = read().body
    const purpose = isUnbuilt(channel) ? refuseUnbuilt('send-sms', channel) : textChannels[channel]
    const order = { phone, countryCode: phoneCountryCode, purpose, template: 'VERIFY_CODE' } as const
    await deliver(call.domain, sendCode, unnamed(call), order)
    return true as const
  },
)

const mailRow = plainRow(
  'POST /api/v3/send-email',
  {
    summary: 'Mail somebody a code or a link',
    operation: sendCode.name,
    admits: sendCode.admits,
    body: { channel: mailChannel, email: text('The e-mail address.') },
    result: doneResult,
  },
  async (call, read) => {
    const { channel, email } = read().body
    const scene = isUnbuilt(channel) ? refuseUnbuilt('send-email', channel) : mailChannels[channel]
    if (scene === 'link') await deliver(call.domain, sendVerificationLink, unnamed(call), { email })
    else await deliver(call.domain, sendCode, unnamed(call), { ...scene, email })
    return true as const
  },
)

interface SentCheck {
  codeType: 'SMS' | 'EMAIL'
  smsCodePayload?: { phone: string; phoneCountryCode?: string; passCode: string; channel: TextChannel }
  emailCodePayload?: { email: string; passCode: string; channel: MailChannel }
}

function decodeCheck({ codeType, smsCodePayload, emailCodePayload }: SentCheck) {
  if (codeType === 'SMS') {
    const { phone, phoneCountryCode: countryCode, passCode: code, channel } = required(smsCodePayload)
    const purpose = isUnbuilt(channel) ? refuseUnbuilt('pre-check-code', channel) : textChannels[channel]
    return { phone, countryCode, code, purpose }
  }
  const { email, passCode: code, channel } = required(emailCodePayload)
  const scene = isUnbuilt(channel) ? refuseUnbuilt('pre-check-code', channel) : mailChannels[channel]
  return { email, code, purpose: scene === 'link' ? refuseUnbuilt('pre-check-code', channel) : scene.purpose }
}

export const messageRows: RestRow[] = [
  captchaRow,
  textRow,
  mailRow,
  row('POST /api/v3/pre-check-code', preCheckCode, {
    summary: 'Ask whether a code is right, which it stays',
    body: {
      codeType: choice(['SMS', 'EMAIL'], 'How it was sent.'),
      smsCodePayload: optionalObject('With SMS: the code, and where it was sent.', {
        phone: text('The phone number.'),
        phoneCountryCode: countryCode,
        passCode: text('The code.'),
        channel: textChannel,
      }),
      emailCodePayload: optionalObject('With EMAIL: the code, and where it was sent.', {
        email: text('The e-mail address.'),
        passCode: text('The code.'),
        channel: mailChannel,
      }),
    },
    decode: ({ body }) => decodeCheck(body),
    result: shape({ isValid: yesOrNo(), message: Type.Optional(word('Why not.')) }),
    encode: ({ outcome }, { language }) =>
      outcome === 200 ? { isValid: true } : { isValid: false, message: say(outcome, language) },
  }),
]
