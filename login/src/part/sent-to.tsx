import { useEffect, useRef } from 'preact/hooks'
import { useStage } from '../stage.ts'
import { Icon } from './icon.tsx'

type SentToProps = { address: string; what?: 'code' | 'link'; change?: (() => void) | undefined }

/** Where the code or link went. It is the same for everybody: one goes out whether or not anybody here has the address. */
export function SentTo({ address, what = 'code', change }: SentToProps) {
  const { text } = useStage()
  const box = useRef<HTMLDivElement>(null)
  // The form that had the focus is gone; where a code went its field takes it, and a link has none.
  useEffect(() => {
    if (what === 'link') box.current?.focus()
  }, [])
  return (
    <div ref={box} class="sent-to" role="status" tabIndex={-1}>
      <Icon name="mail" />
      <p>
        {what === 'link' ? text.linkSentTo : text.codeSentTo} <strong>{address}</strong>
        {address.includes('@') && <small>{text.codeUnseen}</small>}
      </p>
      {change && (
        <button type="button" class="link" aria-label={text.otherAddressLabel} onClick={change}>
          {text.otherAddress}
        </button>
      )}
    </div>
  )
}
