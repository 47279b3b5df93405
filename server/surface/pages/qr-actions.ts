import { holderOfPage } from '#domain/entry/qr-sign-in/holder.ts'
import { showQrCode } from '#domain/entry/qr-sign-in/show.ts'
import { watchQrCode } from '#domain/entry/qr-sign-in/watch.ts'
import { checkedText } from '#domain/shape/text.ts'
import { requireOpen } from '#domain/tenancy/application/require-open.ts'
import { drawQrSvg } from '../wire/qr-picture.ts'
import type { Pages } from './mount.ts'
import { type Action, circumstances, letThrough, requirePrompt, sessionLifetime, textsOf } from './page-action.ts'
import type { Stage } from './situation-of.ts'

/** Every code of a page is its own: the browser that opened it, and no other, learns how it stands. */
const holderOn = ({ domain }: Pages, { interaction }: Stage) =>
  holderOfPage(domain.tools.keys.cookieSecret, interaction.uid)

function requireOffered(stage: Stage): Stage {
  requireOpen(requirePrompt(stage, 'login').application, 'qrSignInEnabled')
  return stage
}

/** What a person does here with a code that they scan. */
export const qrActions: Record<string, Action> = {
  async 'qr-code'(pages, request, _reply, stage) {
    requireOffered(stage)
    const shown = await pages.domain.callAt(showQrCode, circumstances(pages, request, stage), holderOn(pages, stage))
    const picture = `data:image/svg+xml,${encodeURIComponent(await drawQrSvg(shown))}`
    return { done: true, random: shown.random, picture, expiresIn: shown.expiresIn }
  },
  async 'qr-check'(pages, request, reply, stage) {
    const { application } = requireOffered(stage)
    const random = checkedText(textsOf(request.body).random ?? '', 'random', 128)
    const { client, origin, language } = circumstances(pages, request, stage)
    const hints = { applicationId: application.id, client, origin, language }
    const watched = await watchQrCode(pages.domain, hints, {
      random,
      secret: holderOn(pages, stage).secret,
      collects: 'session',
      kind: 'browser',
      lifetime: sessionLifetime(stage),
    })
    if ('refusal' in watched) throw watched.refusal
    if (watched.state === 'confirmed' && watched.signedIn) return letThrough(pages, request, reply, watched.signedIn)
    const by = 'by' in watched ? watched.by.profile : null
    return { done: true, state: watched.state, name: by?.nickname ?? by?.name ?? null, photo: by?.photo ?? null }
  },
}
