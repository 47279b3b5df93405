import { solveProofOfWork } from '../../server/domain/proof/captcha/solve.ts'
import { act, type Ticket } from './act.ts'
import type { Language } from './situation.ts'

/** Lets the browser do the work that stands for a captcha: the answer to type in, or null when that failed. */
export async function workForAnswer(ticket: Ticket, language: Language): Promise<string | null> {
  const task = await act(ticket, 'captcha-task', language, {})
  const challenge = task.kind === 'done' ? task.data.challenge : null
  if (typeof challenge !== 'string') return null
  const nonce = await solveProofOfWork(challenge)
  const worked = await act(ticket, 'captcha-work', language, { challenge, nonce })
  const answer = worked.kind === 'done' ? worked.data.answer : null
  return typeof answer === 'string' ? answer : null
}
