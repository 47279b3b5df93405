import { useEffect, useRef, useState } from 'preact/hooks'
import { act } from './act.ts'
import { followQrCode, noCode, type QrView } from './follow-qr-code.ts'
import { useStage } from './stage.ts'
import { useAct } from './use-act.ts'

/** New codes without anybody asking for one: a page that was left open must not go on for ever. */
const mostByItself = 5

/** Shows a code, follows it, and shows another when it expires. */
export function useQrCode() {
  const { view, language } = useStage()
  const acting = useAct([])
  const [code, setCode] = useState<QrView>(noCode)
  const [round, setRound] = useState(0)
  const byItself = useRef(0)
  // What follows the code belongs to an earlier paint, and the language may have changed since.
  const now = useRef({ language, take: acting.take })
  now.current = { language, take: acting.take }

  useEffect(
    () =>
      followQrCode({
        ask: (action, body) => act(view, action, now.current.language, body),
        told: (action, result) => now.current.take(action, result, {}),
        see: (change) => setCode((shown) => ({ ...shown, ...change })),
      }),
    [round, view],
  )

  useEffect(() => {
    if (code.state !== 'expired') return
    if (byItself.current++ < mostByItself) setRound((count) => count + 1)
    else setCode((shown) => ({ ...shown, state: 'stopped' }))
  }, [code.state])

  function another() {
    byItself.current = 0
    setCode(noCode)
    setRound((count) => count + 1)
  }

  return { code, acting, another }
}
