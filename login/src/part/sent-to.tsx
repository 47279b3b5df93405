import { useStage } from '../stage.ts'
import { Icon } from './icon.tsx'

/** Where the code went. It is said to everybody alike: a code goes out whether or not anybody here has the address. */
export function SentTo({ address, change }: { address: string; change: () => void }) {
  const { text } = useStage()
  return (
    <div class="sent-to" role="status">
      <Icon name="mail" />
      <p>
        {text.codeSentTo} <strong>{address}</strong>
        {address.includes('@') && <small>{text.codeUnseen}</small>}
      </p>
      <button type="button" class="link" aria-label={text.otherAddressLabel} onClick={change}>
        {text.otherAddress}
      </button>
    </div>
  )
}
