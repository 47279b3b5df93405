import type { Language } from '@menshen/contract/language'
import { act, type Ticket } from './act.ts'
import { solveProofOfWork } from './proof-of-work.ts'

/** Lets the browser do the work that stands for a captcha: the answer to type in, or null when that failed. */
export async function workForAnswer(ticket: Ticket, language: Language): Promise<string | null> {
  const task = await act(ticket, 'captcha-task', language, {})
  if (task.kind !== 'done') return null
  const { challenge } = task.data
  const worked = await act(ticket, 'captcha-work', language, { challenge, nonce: await solveProofOfWork(challenge) })
  return worked.kind === 'done' ? worked.data.answer : null
}
