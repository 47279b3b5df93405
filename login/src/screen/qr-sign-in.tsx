import { useEffect, useRef } from 'preact/hooks'
import type { QrView } from '../follow-qr-code.ts'
import { Leaving } from '../part/actions.tsx'
import { Agreements } from '../part/agreements.tsx'
import { Alert } from '../part/alert.tsx'
import { Emblem } from '../part/emblem.tsx'
import { Heading } from '../part/heading.tsx'
import { OtherWays } from '../part/other-ways.tsx'
import { WaysOut } from '../part/ways-out.tsx'
import { useStage } from '../stage.ts'
import type { Text } from '../text/en.ts'
import { useAct } from '../use-act.ts'
import { useAgreements } from '../use-agreements.ts'
import { useQrCode } from '../use-qr-code.ts'

function sayState({ state, name }: QrView, { qr }: Text): string {
  if (state === 'scanned' && name) return qr.scannedBy(name)
  // The next code is on its way by itself.
  return qr[state === 'expired' ? 'loading' : state]
}

/** Only what may still be scanned is shown as a code. */
function QrSheet({ code }: { code: QrView }) {
  const { text } = useStage()
  const { state, picture, name, photo } = code
  return (
    <div class="qr-sheet" data-over={state === 'waiting' ? undefined : ''}>
      {picture ? (
        <img src={picture} alt={state === 'waiting' ? text.qr.picture : ''} width="240" height="240" />
      ) : (
        state === 'loading' && <span class="spinner" aria-hidden="true" />
      )}
      {state === 'scanned' && <Emblem name={name ?? '·'} picture={photo} round />}
    </div>
  )
}

/** The code, and what becomes of it. */
function QrCode() {
  const { text } = useStage()
  const { code, acting, another } = useQrCode()
  const over = code.state === 'stopped' || code.state === 'cancelled'
  const open = code.state === 'loading' || code.state === 'waiting'
  const box = useRef<HTMLDivElement>(null)
  // It takes the focus when it comes, so that it is read out.
  useEffect(() => box.current?.focus(), [])
  return (
    <>
      <Alert {...acting} />
      <div ref={box} class="qr" tabIndex={-1}>
        <QrSheet code={code} />
        <p class="qr-state" role="status">
          {sayState(code, text)}
        </p>
        {open && <p class="qr-how">{text.qr.how}</p>}
        {over && (
          <button type="button" class="button" onClick={another}>
            {text.qr.another}
          </button>
        )}
        <Leaving location={acting.location} />
      </div>
    </>
  )
}

/** Signing in by scanning a code with an app in which the person is signed in already. */
export function QrSignIn() {
  const { view, text } = useStage()
  const leaving = useAct([])
  const agreeing = useAgreements('signIn')
  const held = agreeing.missing.length > 0
  return (
    <>
      <Heading title={text.qr.title} lead={text.qr.lead(view.application.name)} />
      <Agreements {...agreeing} />
      {held ? <p class="field-hint">{text.agreementsFirst}</p> : <QrCode />}
      <OtherWays now="sign-in-qr" />
      <WaysOut acting={leaving} />
    </>
  )
}
