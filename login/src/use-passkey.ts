import { browserSupportsWebAuthnAutofill, WebAuthnAbortService } from '@simplewebauthn/browser'
import { useEffect, useRef, useState } from 'preact/hooks'
import { act } from './act.ts'
import { canUsePasskeys, pickPasskey } from './passkey.ts'
import { useStage } from './stage.ts'
import type { Acting } from './use-act.ts'
import type { Agreeing } from './use-agreements.ts'

/** A challenge is good for five minutes; one that lies under the field longer than this is replaced. */
const renewMs = 240_000

/**
 * Passkeys on the form of `acting`. Where the browser can, they are offered among what it fills in (WebAuthn, conditional
 * mediation), so that nobody need know what a passkey is; the button is for everybody else.
 */
export function usePasskey(acting: Acting, agreeing: Agreeing) {
  const offered = useStage().view.signIn.passkey === true && canUsePasskeys()
  const [unused, setUnused] = useState(false)
  const [asking, setAsking] = useState(false)
  const ask = useAsk(acting, agreeing, () => setUnused(true))
  const again = useAutofill(offered, ask)

  async function use() {
    if (asking || !agreeing.settled()) return
    setUnused(false)
    setAsking(true)
    await ask(false, () => false)
    setAsking(false)
    // What waited under the field was put aside.
    again()
  }

  return { offered, unused, asking, use }
}

export type Passkey = ReturnType<typeof usePasskey>

/**
 * Asks for a passkey and signs in with it: true when one was used, whatever came of it. `quietly`: nobody asked for it yet, so
 * no trouble is shown.
 */
type Ask = (quietly: boolean, isOver: () => boolean) => Promise<boolean>

function useAsk(acting: Acting, agreeing: Agreeing, setUnused: () => void): Ask {
  const { view, language } = useStage()
  // What waits under the field belongs to an earlier paint.
  const now = useRef({ language, take: acting.take, send: acting.send, settled: agreeing.settled })
  now.current = { language, take: acting.take, send: acting.send, settled: agreeing.settled }

  return async (quietly, isOver) => {
    const result = await act(view, 'passkey-options', now.current.language, {})
    if (isOver()) return false
    if (result.kind !== 'done') {
      if (!quietly) now.current.take('passkey-options', result, {})
      return false
    }
    const credential = await pickPasskey(result.data, quietly)
    if (!credential || isOver()) {
      if (!quietly) setUnused()
      return false
    }
    if (now.current.settled()) await now.current.send('passkey-sign-in', { credential })
    return true
  }
}

/** Offers passkeys among what the browser fills in, as long as the form is open; `again` starts over. */
function useAutofill(offered: boolean, ask: Ask): () => void {
  const { view } = useStage()
  const [turn, setTurn] = useState(0)
  const again = () => setTurn((count) => count + 1)

  useEffect(() => {
    if (!offered) return
    let over = false
    const timer = setTimeout(again, renewMs)
    browserSupportsWebAuthnAutofill().then(async (able) => {
      if (able && !over && (await ask(true, () => over)) && !over) again()
    })
    return () => {
      over = true
      clearTimeout(timer)
      WebAuthnAbortService.cancelCeremony()
    }
  }, [turn, offered, view])

  return again
}
