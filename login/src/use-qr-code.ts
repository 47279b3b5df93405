import { useEffect, useRef, useState } from 'preact/hooks'
import { act } from './act.ts'
import { followQrCode, noCode, type QrView } from './follow-qr-code.ts'
import { useStage } from './stage.ts'
import { useAct } from './use-act.ts'

/** New codes without anybody asking for one: a page that was left open must not go on for ever. */
const mostByItself = 5

/** Shows a code, follows it, and shows another when it expires. */
export function useQrCode() {
  const { situation, language } = useStage()
  const acting = useAct([])
  const [view, setView] = useState<QrView>(noCode)
  const [round, setRound] = useState(0)
  const byItself = useRef(0)
  // What follows the code belongs to an earlier paint, and the language may have changed since.
  const now = useRef({ language, take: acting.take })
  now.current = { language, take: acting.take }

  useEffect(
    () =>
      followQrCode({
        ask: (action, body) => act(situation, action, now.current.language, body),
        told: (action, result) => now.current.take(action, result, {}),
        see: (change) => setView((shown) => ({ ...shown, ...change })),
      }),
    [round, situation],
  )

  useEffect(() => {
    if (view.state !== 'expired') return
    if (byItself.current++ < mostByItself) setRound((count) => count + 1)
    else setView((shown) => ({ ...shown, state: 'stopped' }))
  }, [view.state])

  function another() {
    byItself.current = 0
    setView(noCode)
    setRound((count) => count + 1)
  }

  return { view, acting, another }
}
