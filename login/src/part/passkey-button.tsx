import { useStage } from '../stage.ts'
import type { Passkey } from '../use-passkey.ts'
import { Icon } from './icon.tsx'

/** Beside the form's own button, for whoever knows that they have a passkey. */
export function PasskeyButton({ use, unused, asking }: Pick<Passkey, 'use' | 'unused' | 'asking'>) {
  const { text } = useStage()
  return (
    <>
      <button type="button" class="button passkey" aria-disabled={asking ? 'true' : undefined} onClick={use}>
        <Icon name="passkey" />
        <span>{asking ? text.busy : text.passkey.use}</span>
      </button>
      <p class="field-hint" role="status">
        {unused && text.passkey.unused}
      </p>
    </>
  )
}
