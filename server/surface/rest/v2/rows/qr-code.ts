import { refuse, say } from '@menshen/contract/errors'
import Type from 'typebox'
import { cancelQrCode, confirmQrCode, type Scanned, scanQrCode } from '#domain/entry/qr-sign-in/answer.ts'
import { findShown } from '#domain/entry/qr-sign-in/find.ts'
import { holderOf } from '#domain/entry/qr-sign-in/holder.ts'
import { redeemQrTicket } from '#domain/entry/qr-sign-in/redeem.ts'
import { showQrCode } from '#domain/entry/qr-sign-in/show.ts'
import { type Watched, watchQrCode } from '#domain/entry/qr-sign-in/watch.ts'
import type { User } from '#domain/people/user/user.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepQrHolder, qrHolderOf } from '../../../request/entry-cookies.ts'
import { drawQrPng, drawQrSvg } from '../../../view/qr-picture.ts'
import { restDate } from '../../../view/user.ts'
import { optionalChoice, optionalText, text } from '../../engine/fields.ts'
import { count, doneResult, file, moment, nullable, shape, word, wordOrNull } from '../../engine/results.ts'
import { type Call, done, plainRow, type RestRow, row } from '../../engine/row.ts'
import { decodeExtras, extras, profileOfKnown } from '../account-fields.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { User as UserNoun } from '../nouns/person.ts'

/** The scenes that need an account at another company, which this server does not speak to. */
const foreignScenes = new Set(['WXAPP_AUTH', 'WECHATMP_AUTH'])

function requireOwnApp(scene: string): void {
  if (foreignScenes.has(scene))
    refuse(1000, { variant: 'notBuilt', values: { operation: `POST /api/v2/qrcode/gene (${scene})` } })
  choiceOf(scene, 'scene', ['APP_AUTH'])
}

const random = { random: text('The text of the code, which names it.') }
const randomIn = (sent: { random: string }) => checkedText(sent.random, 'random', 128)

/** The ways in which a code can be asked for its picture; browsers send no headers for images, so all of it stands in the address. */
const pictures: Record<'png' | 'svg', { type: string; draw: typeof drawQrPng | typeof drawQrSvg }> = {
  png: { type: 'image/png', draw: drawQrPng },
  svg: { type: 'image/svg+xml', draw: drawQrSvg },
}

/** Nothing that identifies the person to whoever looks over their shoulder. */
const brief = ({ profile }: User) => ({
  nickname: profile.nickname ?? profile.name ?? null,
  photo: profile.photo ?? null,
})

const Brief = shape({ nickname: wordOrNull(), photo: wordOrNull() })

const statuses = { expired: -1, waiting: 0, scanned: 1, confirmed: 2, cancelled: 3, step: 4, failed: 5 }
const status = count('-1 expired, 0 waiting, 1 scanned, 2 confirmed, 3 cancelled, 4 one more step, 5 failed.')

const Watching = shape({
  random: word(),
  status,
  ticket: Type.Optional(word('To be redeemed for the person.')),
  userInfo: Type.Optional(nullable(Type.Union([UserNoun, Brief]))),
  scannedResult: Type.Optional(
    Type.Union([Brief, shape({ code: count(), message: word(), data: Type.Unknown(), errmsg: word() })]),
  ),
})

async function encodeWatched(watched: Watched, call: Call) {
  const status = statuses[watched.state]
  if ('refusal' in watched) {
    const { code, data } = watched.refusal
    const message = say(code, call.language, watched.refusal)
    return { status, scannedResult: { code, message, data, errmsg: message } }
  }
  if (watched.state === 'scanned') return { status, userInfo: brief(watched.by), scannedResult: brief(watched.by) }
  if (watched.state !== 'confirmed') return { status }
  const userInfo = watched.signedIn ? await encodeSignedIn(watched.signedIn, call) : brief(watched.by)
  return { status, ...(watched.ticket && { ticket: watched.ticket }), userInfo, scannedResult: brief(watched.by) }
}

/** What the app shows before the person agrees: a code on a stranger's screen would sign the stranger in. */
function encodeScanned(
  { code, application }: Scanned,
  _call: Call,
  { body: { random } }: { body: { random: string } },
) {
  return {
    random,
    status: statuses.scanned,
    application: application && { id: application.id, name: application.name, logo: application.logo },
    browser: { ip: code.ip, userAgent: code.userAgent },
    createdAt: restDate(code.createdAt),
    expiresAt: restDate(code.expiresAt),
  }
}

const showRow = plainRow(
  'POST /api/v2/qrcode/gene',
  {
    summary: 'Make a code that people scan to sign in here',
    operation: showQrCode.name,
    admits: showQrCode.admits,
    body: { scene: text('APP_AUTH: an app of yours scans it.'), ...extras, ...profileOfKnown },
    ignored: ['autoMergeQrCode', 'withCustomData', 'extIdpConnId'],
    result: shape({
      random: word('Names the code.'),
      url: word('The address of its picture.'),
      expiresIn: count('Seconds.'),
      customLogo: Type.Null(),
    }),
  },
  async ({ domain, hints, request, reply }, read) => {
    const holder = holderOf(qrHolderOf(request, hints.origin))
    const shown = await domain.call(
      { ...showQrCode, prepare: (before, input) => showQrCode.prepare(before, input()) },
      { ...hints, token: undefined },
      () => {
        const { body } = read()
        requireOwnApp(body.scene)
        return { ...holder, extras: decodeExtras(body) }
      },
    )
    if (!holder.kept) keepQrHolder(reply, holder.secret, hints.origin)
    const url = new URL('/api/v2/qrcode/image', hints.origin)
    url.searchParams.set('random', shown.random)
    url.searchParams.set('userpool_id', shown.userPoolId)
    return { random: shown.random, url: url.href, expiresIn: shown.expiresIn, customLogo: null }
  },
)

const pictureRow = plainRow(
  'GET /api/v2/qrcode/image',
  {
    summary: 'Draw a code',
    operation: findShown.name,
    admits: findShown.admits,
    query: {
      userpool_id: optionalText('The user pool.'),
      format: optionalChoice(['png', 'svg'], 'The kind of picture; png when left out.'),
      ...random,
    },
    result: file('image/png', 'The picture, or image/svg+xml when asked for.'),
    raw: true,
  },
  async ({ domain, hints, reply }, read) => {
    const { query } = read()
    const userPoolId = query.userpool_id ?? hints.userPoolId
    const { type, draw } = pictures[query.format ?? 'png']
    const shown = await domain.ask(findShown, { ...hints, userPoolId, token: undefined }, { random: randomIn(query) })
    void reply.header('cross-origin-resource-policy', 'cross-origin').header('x-content-type-options', 'nosniff')
    void reply.type(type)
    return draw(shown)
  },
)

const checkRow = plainRow(
  'GET /api/v2/qrcode/check',
  {
    summary: 'Ask what has become of a code',
    operation: 'qr-sign-in.watch',
    admits: 'anyone',
    query: random,
    result: Watching,
  },
  async (call, read) => {
    const { domain, hints, request } = call
    const random = randomIn(read().query)
    const watching = { random, secret: qrHolderOf(request, hints.origin), collects: 'ticket', kind: 'token' } as const
    const watched = await watchQrCode(domain, { ...hints, token: undefined }, watching)
    return { random, ...(await encodeWatched(watched, call)) }
  },
)

export const qrCodeRows: RestRow[] = [
  showRow,
  pictureRow,
  checkRow,
  row('POST /api/v2/qrcode/userinfo', redeemQrTicket, {
    summary: 'Redeem the ticket of a confirmed code for the person',
    body: { ticket: text('The ticket.') },
    decode: ({ body }, { hints }) => ({ ticket: checkedText(body.ticket, 'ticket', 128), token: hints.token }),
    result: nullable(UserNoun),
    encode: encodeSignedIn,
  }),
  row('POST /api/v2/qrcode/scanned', scanQrCode, {
    summary: 'Say that you have scanned a code',
    body: random,
    decode: ({ body }) => ({ random: randomIn(body) }),
    result: shape({
      random: word(),
      status,
      application: nullable(shape({ id: word(), name: word(), logo: wordOrNull() })),
      browser: shape({ ip: wordOrNull(), userAgent: wordOrNull() }),
      createdAt: moment(),
      expiresAt: moment(),
    }),
    encode: encodeScanned,
  }),
  row('POST /api/v2/qrcode/confirm', confirmQrCode, {
    summary: 'Sign in where a code is shown',
    body: random,
    decode: ({ body }) => ({ random: randomIn(body) }),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/qrcode/cancel', cancelQrCode, {
    summary: 'Do not sign in where a code is shown',
    body: random,
    decode: ({ body }) => ({ random: randomIn(body) }),
    result: doneResult,
    encode: done,
  }),
]
