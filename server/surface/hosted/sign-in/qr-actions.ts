import { showQrCode } from '#domain/entry/qr-sign-in/show.ts'
import { watchQrCode } from '#domain/entry/qr-sign-in/watch.ts'
import { checkedText } from '#domain/shape/text.ts'
import { requireOpen } from '#domain/tenancy/application/require-open.ts'
import { drawQrSvg } from '../../view/qr-picture.ts'
import { type Acting, type Handlers, letThrough } from './action.ts'

function requireOffered(acting: Acting): void {
  requireOpen(acting.stage.application, 'qrSignInEnabled')
}

/** What a person does here with a code that they scan. */
export const qrActions: Handlers<'qr-code' | 'qr-check'> = {
  async 'qr-code'(acting) {
    requireOffered(acting)
    const shown = await acting.pages.domain.callAt(showQrCode, acting.at, acting.stage.holder)
    const picture = `data:image/svg+xml,${encodeURIComponent(await drawQrSvg(shown))}`
    return { done: true, random: shown.random, picture, expiresIn: shown.expiresIn }
  },
  async 'qr-check'(acting, { random = '' }) {
    requireOffered(acting)
    const watched = await watchQrCode(acting.pages.domain, acting.hints, {
      random: checkedText(random, 'random', 128),
      secret: acting.stage.holder.secret,
      collects: 'session',
      ...acting.stage.opens,
    })
    if ('refusal' in watched) throw watched.refusal
    if (watched.state === 'confirmed' && watched.signedIn) return letThrough(acting, watched.signedIn)
    const by = 'by' in watched ? watched.by.profile : null
    return { done: true, state: watched.state, name: by?.nickname ?? by?.name ?? null, photo: by?.photo ?? null }
  },
}
