import { useEffect, useRef, useState } from 'preact/hooks'
import { useStage } from '../stage.ts'

type RecoveryCodeProps = {
  code: string
  /** Called when the person says that they have it. */
  kept: () => void
  /** Takes the focus: the form that had it is gone, and what matters now is what is to be kept. */
  first?: boolean
}

/** The recovery code, this once. */
export function RecoveryCode({ code, kept, first }: RecoveryCodeProps) {
  const { factor } = useStage().text
  const [copied, setCopied] = useState(false)
  const shown = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    if (first) shown.current?.focus()
  }, [])

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
      <output ref={shown} class="key" tabIndex={first ? -1 : undefined} aria-label={factor.recovery}>
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
