import { useEffect, useRef, useState } from 'preact/hooks'
import { useStage } from '../../stage.ts'

/** The recovery code, this once. */
export function KeptCode({ code, kept }: { code: string; kept: () => void }) {
  const { factor } = useStage().text
  const [copied, setCopied] = useState(false)
  const shown = useRef<HTMLOutputElement>(null)
  // The form that had the focus is gone; what matters now is what is to be kept.
  useEffect(() => shown.current?.focus(), [])

  async function copy() {
    try {
      await navigator.clipboard.writeText(code)
      setCopied(true)
    } catch {
      // No clipboard outside secure contexts: the code is selected, and Ctrl+C does the rest.
      if (shown.current) getSelection()?.selectAllChildren(shown.current)
    }
  }

  return (
    <>
      <output ref={shown} class="key" tabIndex={-1} aria-label={factor.recovery}>
        {code}
      </output>
      <div class="pair">
        <button type="button" class={copied ? 'button done' : 'button'} onClick={copy}>
          <span aria-live="polite">{copied ? factor.copied : factor.copy}</span>
        </button>
        <button type="button" class="button button-main" onClick={kept}>
          {factor.saved}
        </button>
      </div>
    </>
  )
}
