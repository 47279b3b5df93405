import { useStage } from '../stage.ts'
import type { Passkey } from '../use-passkey.ts'
import { Icon } from './icon.tsx'

/** Among the other ways in, for people who know that they have a passkey. */
export function PasskeyButton({ use, asking }: Pick<Passkey, 'use' | 'asking'>) {
  const { text } = useStage()
  return (
    <button type="button" class="button" aria-disabled={asking ? 'true' : undefined} onClick={use}>
      <Icon name="passkey" />
      {asking ? text.busy : text.passkey.use}
    </button>
  )
}
