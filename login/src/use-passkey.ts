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
  const { situation, language } = useStage()
  const offered = situation.signIn.passkey === true && canUsePasskeys()
  const [unused, setUnused] = useState(false)
  const [asking, setAsking] = useState(false)
  const [turn, setTurn] = useState(0)
  const now = useRef({ language, take: acting.take, send: acting.send, settled: agreeing.settled })
  now.current = { language, take: acting.take, send: acting.send, settled: agreeing.settled }

  /** True when a passkey was used, whatever came of it. `quietly`: nobody asked for it yet, so no trouble is shown. */
  async function ask(quietly: boolean, isOver: () => boolean): Promise<boolean> {
    const result = await act(situation, 'passkey-options', now.current.language, {})
    if (isOver()) return false
    if (result.kind !== 'done') {
      if (!quietly) now.current.take('passkey-options', result, {})
      return false
    }
    const credential = await pickPasskey(result.data, quietly)
    if (!credential || isOver()) {
      if (!quietly) setUnused(true)
      return false
    }
    if (now.current.settled()) await now.current.send('passkey-sign-in', { credential })
    return true
  }

  useEffect(() => {
    if (!offered) return
    let over = false
    const again = () => setTurn((count) => count + 1)
    const timer = setTimeout(again, renewMs)
    browserSupportsWebAuthnAutofill().then(async (able) => {
      if (able && !over && (await ask(true, () => over)) && !over) again()
    })
    return () => {
      over = true
      clearTimeout(timer)
      WebAuthnAbortService.cancelCeremony()
    }
  }, [turn, offered, situation])

  async function use() {
    if (asking || !agreeing.settled()) return
    setUnused(false)
    setAsking(true)
    await ask(false, () => false)
    setAsking(false)
    // What waited under the field was put aside.
    setTurn((count) => count + 1)
  }

  return { offered, unused, asking, use }
}

export type Passkey = ReturnType<typeof usePasskey>
