import type { QrState, SignInActions } from '@menshen/contract/pages/sign-in-actions'
import type { Result } from './act.ts'

export type QrView = {
  /** `stopped`: nothing more will happen to it here. */
  state: QrState | 'loading' | 'stopped'
  picture: string | null
  /** Who scanned it, as far as the screen may say. */
  name: string | null
  photo: string | null
}

export const noCode: QrView = { state: 'loading', picture: null, name: null, photo: null }

type QrAction = 'qr-code' | 'qr-check'

type Ask = <Name extends QrAction>(
  action: Name,
  body: SignInActions[Name]['sent'],
) => Promise<Result<SignInActions[Name]['told']>>

export type Following = {
  /** Never throws. */
  ask: Ask
  /** An answer that is no news of the code, or the first one after such. */
  told: (action: QrAction, result: Result) => void
  see: (change: Partial<QrView>) => void
}

const everyMs = 2_000

/** Asks for a code, then how it stands, until it is over or nobody wants to know any more: the answer stops it. */
export function followQrCode({ ask, told, see }: Following): () => void {
  let over = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let random = ''
  let trouble = false

  function later(work: () => Promise<void>) {
    if (!over) timer = setTimeout(work, everyMs)
  }

  async function hear<Name extends QrAction>(
    action: Name,
    again: () => Promise<void>,
    body: SignInActions[Name]['sent'],
  ): Promise<SignInActions[Name]['told'] | null> {
    const result = await ask(action, body)
    if (over) return null
    if (result.kind !== 'done' || trouble) told(action, result)
    trouble = result.kind !== 'done'
    if (result.kind === 'done') return result.data
    // Troubles of the moment pass; everything else is the end of this code.
    if (result.kind === 'unreachable' || result.kind === 'garbled') later(again)
    else see({ state: result.kind === 'go' ? 'confirmed' : 'stopped' })
    return null
  }

  async function show() {
    const code = await hear('qr-code', show, {})
    if (!code) return
    random = code.random
    see({ ...noCode, state: 'waiting', picture: code.picture })
    later(check)
  }

  async function check() {
    // Nobody looks; the phone can wait for the screen as the screen waits for the phone.
    if (document.hidden) return later(check)
    const code = await hear('qr-check', check, { random })
    if (!code) return
    const { state, name, photo } = code
    see({ state, name: name || null, photo: photo || null })
    if (state === 'waiting' || state === 'scanned') later(check)
  }

  show()
  return () => {
    over = true
    clearTimeout(timer)
  }
}
