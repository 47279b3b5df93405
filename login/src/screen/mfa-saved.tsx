import { useEffect, useRef } from 'preact/hooks'
import { RecoveryCode } from '../part/recovery-code.tsx'
import { useStage } from '../stage.ts'

/** The recovery code, this once; the sign-in is done and goes on from here. */
export function SavedCode({ recoveryCode, next }: { recoveryCode: string; next: string }) {
  const { factor } = useStage().text
  const title = useRef<HTMLHeadingElement>(null)
  // The form that had the focus is gone; without this a screen reader would be left nowhere.
  useEffect(() => title.current?.focus(), [])
  return (
    <>
      <header class="heading">
        <h1 ref={title} tabIndex={-1}>
          {factor.saveTitle}
        </h1>
        <p>{factor.saveLead}</p>
      </header>
      <RecoveryCode code={recoveryCode} kept={() => location.assign(next)} />
    </>
  )
}
