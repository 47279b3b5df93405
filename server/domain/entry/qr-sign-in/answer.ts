import { refuse } from '@menshen/contract/errors'
import { type Context, nothingToPrepare, type QuietVerb } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { hashOf, isOpen, type QrCode, type QrCodeStatus } from './qr-code.ts'
import { findQrCode, lockQrCode, updateQrCode } from './qr-code-store.ts'

interface Answer {
  random: string
}

/** What a person should be shown before they confirm. */
export interface Scanned {
  code: QrCode
  /** To which the browser is about to be signed in; null when the code names none. */
  application: Application | null
}

/** The code, as the person who answers it may have it: 2241 unknown, 6112 not in the right state or not theirs, 6111 expired. */
async function codeFor(
  { tx, pool, caller, now }: Context,
  { random }: Answer,
  from: readonly QrCodeStatus[],
): Promise<{ code: QrCode; userId: string; sessionId: string }> {
  if (caller.kind !== 'user') refuse(2020)
  const code = (await lockQrCode(tx, pool.id, hashOf(random))) ?? refuse(2241)
  if (!from.includes(code.status) || (code.userId !== null && code.userId !== caller.userId)) refuse(6112)
  if (!isOpen(code, now)) refuse(6111)
  return { code, userId: caller.userId, sessionId: caller.sessionId }
}

/**
 * A signed-in person's app has read the code: the browser shows who is about to sign in, and the app where. Scanning again is
 * harmless. Refusals: 2241, 6112 somebody else's or over, 6111.
 */
export const scanQrCode: QuietVerb<Answer, Scanned, Answer & Pick<Scanned, 'application'>> = {
  name: 'qr-sign-in.scan',
  admits: 'full user',
  quiet: 'the sign-in that it leads to is told of',
  async prepare({ reader, pool, ports }, { random }) {
    const code = await findQrCode(reader, pool.id, hashOf(random))
    const application = code?.applicationId ? await ports.cached.application(code.applicationId) : null
    return { random, application }
  },
  async run(context, { random, application }) {
    const { code, userId } = await codeFor(context, { random }, ['waiting', 'scanned'])
    if (code.status === 'waiting') await updateQrCode(context.tx, code, { status: 'scanned', userId })
    return { code, application }
  },
}

/**
 * The person agrees: the browser may collect, for as long as a ticket is good. Once, and only by who scanned it. Refusals:
 * 2241, 6112, 6111.
 */
export const confirmQrCode: QuietVerb<Answer, void> = {
  name: 'qr-sign-in.confirm',
  admits: 'full user',
  quiet: 'the sign-in that it leads to is told of',
  prepare: nothingToPrepare,
  async run(context, answer) {
    const { code, sessionId } = await codeFor(context, answer, ['scanned'])
    const { ticketExpiresAfter } = context.pool.settings.qrcodeLoginStrategy
    const expiresAt = new Date(context.now.getTime() + ticketExpiresAfter * 1000)
    await updateQrCode(context.tx, code, { status: 'confirmed', confirmingSessionId: sessionId, expiresAt })
  },
}

/** The person does not agree: the code is over. Only by who scanned it, and not after confirming. Refusals: 2241, 6112, 6111. */
export const cancelQrCode: QuietVerb<Answer, void> = {
  name: 'qr-sign-in.cancel',
  admits: 'full user',
  quiet: 'nobody has signed in',
  prepare: nothingToPrepare,
  async run(context, answer) {
    const { code } = await codeFor(context, answer, ['scanned'])
    await updateQrCode(context.tx, code, { status: 'cancelled' })
  },
}

const answers = {
  scan: (context: Context, { random }: Answer) => codeScanned(context, random),
  confirm: confirmQrCode.run,
  cancel: cancelQrCode.run,
}

async function codeScanned(context: Context, random: string): Promise<void> {
  await scanQrCode.run(context, { random, application: null })
}

/** Any of these, by name. */
export const answerQrCode: QuietVerb<Answer & { action: keyof typeof answers }, void> = {
  name: 'qr-sign-in.answer',
  admits: 'full user',
  quiet: 'the sign-in that it leads to is told of',
  prepare: nothingToPrepare,
  run: (context, { action, random }) => answers[action](context, { random }),
}
