import { useAct } from '../use-act.ts'
import { useAgreements } from '../use-agreements.ts'
import { usePasskey } from '../use-passkey.ts'
import { Alert } from './alert.tsx'
import { PasskeyButton } from './passkey-button.tsx'

/** The passkey's button on a screen that asks for no password. */
export function PasskeyWay() {
  const acting = useAct([])
  const passkey = usePasskey(acting, useAgreements('signIn'))
  if (!passkey.offered) return null
  return (
    <>
      <Alert {...acting} />
      <PasskeyButton {...passkey} />
    </>
  )
}
