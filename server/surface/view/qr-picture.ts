import QRCode from 'qrcode'
import type { ShownQrCode } from '#domain/entry/qr-sign-in/show.ts'

/** What an app reads in the picture, as the official mobile SDKs expect it. */
function contentOf({ random, userPoolId, createdAt, expiresIn }: ShownQrCode): string {
  return JSON.stringify({
    scene: 'APP_AUTH',
    random,
    userPoolId,
    createdAt: createdAt.toISOString(),
    expiresIn,
    customData: {},
  })
}

// Dark on light whatever the page looks like: many readers cannot see an inverted code. Four modules are the quiet zone
// that ISO/IEC 18004 asks for.
const look = { errorCorrectionLevel: 'M', margin: 4 } as const

/** As a document of its own, for a page that shows it in any size. */
export function drawQrSvg(code: ShownQrCode): Promise<string> {
  return QRCode.toString(contentOf(code), { ...look, type: 'svg' })
}

/** For clients that paint it on a canvas. */
export function drawQrPng(code: ShownQrCode): Promise<Buffer> {
  return QRCode.toBuffer(contentOf(code), { ...look, type: 'png', width: 480 })
}
