import { refuse, say } from '@menshen/contract/errors'
import { cancelQrCode, confirmQrCode, type Scanned, scanQrCode } from '#domain/entry/qr-sign-in/answer.ts'
import { findShown } from '#domain/entry/qr-sign-in/find.ts'
import { holderOf } from '#domain/entry/qr-sign-in/holder.ts'
import { redeemQrTicket } from '#domain/entry/qr-sign-in/redeem.ts'
import { showQrCode } from '#domain/entry/qr-sign-in/show.ts'
import { type Watched, watchQrCode } from '#domain/entry/qr-sign-in/watch.ts'
import type { User } from '#domain/people/user/user.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { checkedText } from '#domain/shape/text.ts'
import { keepQrHolder, qrHolderOf } from '../../wire/entry-cookies.ts'
import { drawQrPng, drawQrSvg } from '../../wire/qr-picture.ts'
import { restDate } from '../../wire/user.ts'
import { decodeExtras } from '../decode-extras.ts'
import { encodeSignedIn } from '../encode-user.ts'
import { type Parts, type Reader, requireAllAsked } from '../parts.ts'
import { type Call, done, plainRow, type Row, row } from '../row.ts'

/** The scenes that need an account at another company, which this server does not speak to. */
const foreignScenes = new Set(['WXAPP_AUTH', 'WECHATMP_AUTH'])

function requireOwnApp(scene: string): void {
  if (foreignScenes.has(scene))
    refuse(1000, { variant: 'notBuilt', values: { operation: `POST /api/v2/qrcode/gene (${scene})` } })
  choiceOf(scene, 'scene', ['APP_AUTH'])
}

const randomIn = (reader: Reader) => checkedText(reader.text('random'), 'random', 128)

/** The ways in which a code can be asked for its picture; browsers send no headers for images, so all of it stands in the address. */
const pictures: Record<'png' | 'svg', { type: string; draw: typeof drawQrPng | typeof drawQrSvg }> = {
  png: { type: 'image/png', draw: drawQrPng },
  svg: { type: 'image/svg+xml', draw: drawQrSvg },
}

async function show({ domain, hints, parts, request, reply }: Call) {
  const { body } = parts
  const holder = holderOf(qrHolderOf(request, hints.origin))
  const shown = await domain.call(
    { ...showQrCode, prepare: (before, input) => showQrCode.prepare(before, input()) },
    { ...hints, token: undefined },
    () => {
      requireOwnApp(body.text('scene'))
      const extras = decodeExtras(body)
      requireAllAsked(parts, ['autoMergeQrCode', 'withCustomData', 'extIdpConnId'])
      return { ...holder, extras }
    },
  )
  if (!holder.kept) keepQrHolder(reply, holder.secret, hints.origin)
  const url = new URL('/api/v2/qrcode/image', hints.origin)
  url.searchParams.set('random', shown.random)
  url.searchParams.set('userpool_id', shown.userPoolId)
  return { random: shown.random, url: url.href, expiresIn: shown.expiresIn, customLogo: null }
}

async function sendPicture({ domain, hints, parts: { query }, reply }: Call) {
  const userPoolId = query.optionalText('userpool_id') ?? hints.userPoolId
  const { type, draw } = pictures[choiceOf(query.optionalText('format') ?? 'png', 'format', ['png', 'svg'])]
  const shown = await domain.ask(findShown, { ...hints, userPoolId, token: undefined }, { random: randomIn(query) })
  void reply.header('cross-origin-resource-policy', 'cross-origin').header('x-content-type-options', 'nosniff')
  void reply.type(type)
  return draw(shown)
}

async function check(call: Call) {
  const { domain, hints, parts, request } = call
  const random = randomIn(parts.query)
  const watching = { random, secret: qrHolderOf(request, hints.origin), collects: 'ticket', kind: 'token' } as const
  return { random, ...(await encodeWatched(await watchQrCode(domain, { ...hints, token: undefined }, watching), call)) }
}

/** Nothing that identifies the person to whoever looks over their shoulder. */
const brief = ({ profile }: User) => ({
  nickname: profile.nickname ?? profile.name ?? null,
  photo: profile.photo ?? null,
})

const statuses = { expired: -1, waiting: 0, scanned: 1, confirmed: 2, cancelled: 3, step: 4, failed: 5 }

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
function encodeScanned({ code, application }: Scanned, { parts: { body } }: Call) {
  return {
    random: body.text('random'),
    status: statuses.scanned,
    application: application && { id: application.id, name: application.name, logo: application.logo },
    browser: { ip: code.ip, userAgent: code.userAgent },
    createdAt: restDate(code.createdAt),
    expiresAt: restDate(code.expiresAt),
  }
}

const named = ({ body }: Parts) => ({ random: randomIn(body) })

export const qrCodeRows: Row[] = [
  plainRow('POST /api/v2/qrcode/gene', show),
  plainRow('GET /api/v2/qrcode/image', sendPicture, { raw: true }),
  plainRow('GET /api/v2/qrcode/check', check),
  row(
    'POST /api/v2/qrcode/userinfo',
    redeemQrTicket,
    ({ body }, { token }) => ({ ticket: checkedText(body.text('ticket'), 'ticket', 128), token }),
    encodeSignedIn,
  ),
  row('POST /api/v2/qrcode/scanned', scanQrCode, named, encodeScanned),
  row('POST /api/v2/qrcode/confirm', confirmQrCode, named, done),
  row('POST /api/v2/qrcode/cancel', cancelQrCode, named, done),
]
