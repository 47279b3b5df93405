import type { Grounded } from '#domain/shape/domain.ts'
import type { Job } from '#domain/shape/job.ts'
import { doubling } from '#platform/work/backoff.ts'
import { describeFailure } from './failure.ts'
import { MailFailure } from './mail-transport.ts'
import { bodySeal, type Message, type MessageBody } from './message.ts'
import { findMessage, noteFailure, settleMessage } from './message-store.ts'
import { SmsFailure } from './sms-transport.ts'

/** Sends one message. Its row is the log: here is when it is tried, and how often. The tries take a little over four hours. */
export const sendMessage: Job<object> = {
  kind: 'message',
  attempts: 10,
  backoff: doubling(30_000, 3_600_000),
  // Longer than any sender may take.
  leaseMs: 120_000,
  most: 40,
  mostOfPool: 10,
  describe: describeFailure,
  async run(domain, { userPoolId, id, attempt }) {
    const message = await findMessage(domain.unit.reader, { userPoolId, id })
    if (message?.status !== 'queued') return null
    await send(domain, message)
    const sent = { status: 'sent', failure: null, attempts: attempt, now: domain.clock() } as const
    return ({ tx }) => settleMessage(tx, message, sent)
  },
  failed({ tx }, message, { text, dead, now }) {
    const outcome = { failure: text, attempts: message.attempt, now }
    return dead ? settleMessage(tx, message, { status: 'failed', ...outcome }) : noteFailure(tx, message, outcome)
  },
}

async function send({ unit, ports }: Grounded, message: Message): Promise<void> {
  const { userPoolId, recipient: to, subject, template } = message
  const body = JSON.parse(ports.seal.open(bodySeal, message.bodySealed ?? Buffer.alloc(0))) as MessageBody
  if (body.channel === 'sms') {
    const { params, content, language } = body
    const transport = await ports.messages.find(unit.reader, userPoolId, 'sms')
    if (!transport) throw new SmsFailure('none', 'unreachable', { permanent: true })
    return void (await transport.send({ to, template, params, content, language }))
  }
  const transport = await ports.messages.find(unit.reader, userPoolId, 'mail')
  if (!transport) throw new MailFailure('unreachable', 'no sender is configured any more', true)
  const { sender, html, text } = body
  await transport.send({ from: { name: sender }, to, subject, html, text })
}
