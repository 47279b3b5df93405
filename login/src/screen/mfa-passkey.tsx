import { useState } from 'preact/hooks'
import { act } from '../act.ts'
import { Leaving } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { Icon } from '../part/icon.tsx'
import { canUsePasskeys, pickPasskey } from '../passkey.ts'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './going.ts'

/** The second half of a sign-in, by one of the person's passkeys. */
export function FactorPasskey({ factor, trust }: Pick<Going, 'factor' | 'trust'>) {
  const { text } = useStage()
  const { acting, asking, unused, use } = useOwnPasskey(factor.mfaToken, trust)
  if (!canUsePasskeys()) return <p class="alert">{text.passkey.unable}</p>
  return (
    <>
      <Alert {...acting} />
      <button
        type="button"
        class="button button-main wide"
        data-first
        aria-disabled={asking ? 'true' : undefined}
        onClick={use}
      >
        <Icon name="passkey" />
        <span>{asking ? text.busy : text.passkey.confirm}</span>
      </button>
      <p class="field-hint" role="status">
        {unused && text.passkey.unused}
      </p>
      <Leaving location={acting.location} />
    </>
  )
}

function useOwnPasskey(mfaToken: string, trust: boolean) {
  const { view, language } = useStage()
  const [asking, setAsking] = useState(false)
  const [unused, setUnused] = useState(false)
  const acting = useAct([])

  async function use() {
    if (asking) return
    setAsking(true)
    setUnused(false)
    const result = await act(view, 'mfa-passkey-options', language, { mfaToken })
    if (result.kind !== 'done') acting.take('mfa-passkey-options', result, {})
    else {
      const credential = await pickPasskey(result.data, false)
      if (credential) await acting.send('mfa-passkey', { mfaToken, credential, trust })
      else setUnused(true)
    }
    setAsking(false)
  }

  return { acting, asking, unused, use }
}
