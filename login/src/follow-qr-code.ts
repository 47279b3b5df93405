import type { Result } from './act.ts'

/** How a code stands; `stopped`: nothing more will happen to it here. */
export type QrState = 'loading' | 'waiting' | 'scanned' | 'confirmed' | 'cancelled' | 'expired' | 'stopped'

export type QrView = {
  state: QrState
  picture: string | null
  /** Who scanned it, as far as the screen may say. */
  name: string | null
  photo: string | null
}

export const noCode: QrView = { state: 'loading', picture: null, name: null, photo: null }

type QrAction = 'qr-code' | 'qr-check'

export type Following = {
  /** Never throws. */
  ask: (action: QrAction, body: object) => Promise<Result>
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

  async function hear(
    action: QrAction,
    again: () => Promise<void>,
    body = {},
  ): Promise<Record<string, unknown> | null> {
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
    const data = await hear('qr-code', show)
    if (!data) return
    random = String(data.random)
    see({ ...noCode, state: 'waiting', picture: String(data.picture) })
    later(check)
  }

  async function check() {
    // Nobody looks; the phone can wait for the screen as the screen waits for the phone.
    if (document.hidden) return later(check)
    const data = await hear('qr-check', check, { random })
    if (!data) return
    const state = data.state as QrState
    see({ state, name: textOf(data.name), photo: textOf(data.photo) })
    if (state === 'waiting' || state === 'scanned') later(check)
  }

  show()
  return () => {
    over = true
    clearTimeout(timer)
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
