import { useEffect, useRef, useState } from 'preact/hooks'
import { useStage } from '../stage.ts'

/** The recovery code, this once; the sign-in is done and goes on from here. */
export function SavedCode({ recoveryCode, next }: { recoveryCode: string; next: string }) {
  const { text } = useStage()
  const [copied, setCopied] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)
  const code = useRef<HTMLOutputElement>(null)
  // The form that had the focus is gone; without this a screen reader would be left nowhere.
  useEffect(() => title.current?.focus(), [])

  async function copy() {
    try {
      await navigator.clipboard.writeText(recoveryCode)
      setCopied(true)
    } catch {
      // No clipboard outside secure contexts: the code is selected, and Ctrl+C does the rest.
      if (code.current) getSelection()?.selectAllChildren(code.current)
    }
  }

  return (
    <>
      <header class="heading">
        <h1 ref={title} tabIndex={-1}>
          {text.factor.saveTitle}
        </h1>
        <p>{text.factor.saveLead}</p>
      </header>
      <output ref={code} class="key" aria-label={text.factor.recovery}>
        {recoveryCode}
      </output>
      <div class="pair">
        <button type="button" class={copied ? 'button done' : 'button'} onClick={copy}>
          <span aria-live="polite">{copied ? text.factor.copied : text.factor.copy}</span>
        </button>
        <button type="button" class="button button-main" onClick={() => location.assign(next)}>
          {text.factor.saved}
        </button>
      </div>
    </>
  )
}
