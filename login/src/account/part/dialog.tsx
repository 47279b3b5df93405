import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useRoom } from '../room.ts'

type DialogProps = { title: string; lead?: string | undefined; close: () => void; children: ComponentChildren }

/**
 * The browser's own dialog: it holds the focus inside, closes with Escape, and gives the focus back to the button that
 * opened it.
 */
export function Dialog({ title, lead, close, children }: DialogProps) {
  const { words } = useRoom()
  const dialog = useModal()
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="dialog-title"
      aria-describedby={lead ? 'dialog-lead' : undefined}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
    >
      <header class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" class="dialog-close" aria-label={words.close} onClick={close}>
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M6 6l12 12M18 6L6 18" />
          </svg>
        </button>
      </header>
      {lead && (
        <p id="dialog-lead" class="dialog-lead">
          {lead}
        </p>
      )}
      {children}
    </dialog>
  )
}

/** Opens the dialog, puts the focus into it, and gives it back at the end. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const opener = document.activeElement
    const shown = dialog.current
    shown?.showModal()
    // Not the button that closes it, which comes first: Enter would. Where nothing is to be typed it is the safe answer.
    shown?.querySelector<HTMLElement>('input:not([hidden]), .pair .button')?.focus()
    return () => {
      shown?.close()
      // What opened it may have been drawn again meanwhile; then the page's own heading is the next best place.
      const back = opener?.isConnected ? opener : document.getElementById('section-title')
      if (back instanceof HTMLElement) back.focus()
    }
  }, [])
  return dialog
}
