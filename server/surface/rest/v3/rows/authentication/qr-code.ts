import { refuse } from '@menshen/contract/errors'
import Type from 'typebox'
import { answerQrCode } from '#domain/entry/qr-sign-in/answer.ts'
import { holderOf } from '#domain/entry/qr-sign-in/holder.ts'
import { redeemQrTicket } from '#domain/entry/qr-sign-in/redeem.ts'
import { showQrCode } from '#domain/entry/qr-sign-in/show.ts'
import { type Watched, watchQrCode } from '#domain/entry/qr-sign-in/watch.ts'
import { defaultScope } from '#domain/entry/token-set/token-set.ts'
import type { User } from '#domain/people/user/user.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepQrHolder, qrHolderOf } from '../../../../request/entry-cookies.ts'
import { choice, optionalRecord, text } from '../../../engine/fields.ts'
import { doneResult, shape, word, wordOrNull } from '../../../engine/results.ts'
import { type Call, done, plainRow, type RestRow, row } from '../../../engine/row.ts'
import { issueTokens, TokenSet } from '../../../nouns/token-set.ts'
import { succeeded, success } from '../../fields.ts'
import { applicationThatAsks, asApplication, shownApplication } from '../../shown-application.ts'

const qrcodeId = { qrcodeId: text('The text of the code, which names it.') }
const randomIn = (sent: { qrcodeId: string }) => checkedText(sent.qrcodeId, 'qrcodeId', 128)

const json = (value: object | undefined) => (value === undefined ? null : JSON.stringify(value))

const showRow = plainRow(
  'POST /api/v3/gene-qrcode',
  {
    summary: 'Make a code that people scan to sign in here',
    operation: showQrCode.name,
    admits: showQrCode.admits,
    body: {
      type: choice(
        ['MOBILE_APP', 'WECHAT_MINIPROGRAM', 'WECHAT_OFFICIAL_ACCOUNT'],
        'MOBILE_APP: an app of yours scans it. The others are not built.',
      ),
      customData: optionalRecord('Not built: values of custom fields.'),
      context: optionalRecord('What the application wants to find in the events of this.'),
    },
    // Of codes that WeChat shows.
    ignored: ['autoMergeQrCode', 'extIdpConnId'],
    result: shape({ qrcodeId: word('Names the code.'), url: word('The address of its picture.') }),
  },
  async ({ domain, hints, request, reply }, read) => {
    const { type, customData, context } = read().body
    if (type !== 'MOBILE_APP')
      refuse(1000, { variant: 'notBuilt', values: { operation: `POST /api/v3/gene-qrcode (${type})` } })
    const holder = holderOf(qrHolderOf(request, hints.origin))
    const input = { ...holder, extras: { params: json(customData), context: json(context) } }
    const shown = await domain.call(showQrCode, { ...hints, token: undefined }, input)
    if (!holder.kept) keepQrHolder(reply, holder.secret, hints.origin)
    const url = new URL('/api/v2/qrcode/image', hints.origin)
    url.searchParams.set('random', shown.random)
    url.searchParams.set('userpool_id', shown.userPoolId)
    return { qrcodeId: shown.random, url: url.href }
  },
)

const statuses = {
  waiting: 'PENDING',
  scanned: 'SCANNED',
  confirmed: 'AUTHORIZED',
  cancelled: 'CANCELLED',
  expired: 'EXPIRED',
  failed: 'ERROR',
} as const

const Watching = shape({
  status: Type.Enum(['PENDING', 'SCANNED', 'AUTHORIZED', 'CANCELLED', 'EXPIRED', 'ERROR']),
  ticket: Type.Optional(word('To be exchanged for tokens.')),
  briefUserInfo: Type.Optional(shape({ displayName: wordOrNull(), photo: wordOrNull() })),
  tokenSet: Type.Optional(TokenSet),
})

/** Nothing that identifies the person to whoever looks over their shoulder. */
const brief = ({ profile }: User) => ({
  briefUserInfo: { displayName: profile.nickname ?? profile.name ?? null, photo: profile.photo ?? null },
})

/** What the person has to do first is said as when they sign in by themselves, with what leads on. */
async function encodeWatched(watched: Watched, call: Call) {
  if (watched.state === 'step') throw watched.refusal
  const status = statuses[watched.state]
  if (watched.state === 'scanned') return { status, ...brief(watched.by) }
  if (watched.state !== 'confirmed') return { status }
  const { by, ticket, signedIn } = watched
  const tokenSet = signedIn && (await issueTokens(call, signedIn, defaultScope))
  return { status, ...(ticket && { ticket }), ...brief(by), ...(tokenSet && { tokenSet }) }
}

const watchRow = (path: string): RestRow =>
  plainRow(
    `GET /api/v3/${path}`,
    {
      summary: 'Ask what has become of a code',
      operation: 'qr-sign-in.watch',
      admits: 'anyone',
      query: qrcodeId,
      result: Watching,
    },
    async (call, read) => {
      const { domain, hints, request } = call
      const random = randomIn(read().query)
      const asked = { collects: 'ticket', kind: 'token', tokenScope: defaultScope } as const
      const watching = { random, secret: qrHolderOf(request, hints.origin), ...asked }
      return encodeWatched(await watchQrCode(domain, { ...hints, token: undefined }, watching), call)
    },
  )

const exchangeRow = plainRow(
  'POST /api/v3/exchange-tokenset-with-qrcode-ticket',
  {
    summary: 'Exchange the ticket of a confirmed code for tokens',
    operation: redeemQrTicket.name,
    admits: redeemQrTicket.admits,
    body: { ticket: text('The ticket.'), ...shownApplication },
    result: TokenSet,
  },
  async (call, read) => {
    const { ticket: sent, ...shown } = read().body
    const by = await applicationThatAsks(call, shown)
    const ticket = checkedText(sent, 'ticket', 128)
    const input = { ticket, token: call.hints.token, by }
    return issueTokens(call, await call.domain.call(redeemQrTicket, asApplication(call, by), input), defaultScope)
  },
)

const actions = { SCAN: 'scan', CONFIRM: 'confirm', CANCEL: 'cancel' } as const

const answerOf = {
  summary: 'Answer a code that you have scanned',
  body: { ...qrcodeId, action: choice(['SCAN', 'CONFIRM', 'CANCEL'], 'What the person does with it.') },
  decode: ({ body }: { body: { qrcodeId: string; action: keyof typeof actions } }) => ({
    random: randomIn(body),
    action: actions[body.action],
  }),
}

export const qrCodeRows: RestRow[] = [
  showRow,
  watchRow('get-qrcode-status'),
  watchRow('check-qrcode-status'),
  exchangeRow,
  row('POST /api/v3/change-qrcode-status', answerQrCode, { ...answerOf, result: doneResult, encode: done }),
  row('POST /api/v3/set-qrcode-status', answerQrCode, { ...answerOf, result: success, encode: succeeded }),
]
