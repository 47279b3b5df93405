import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser'
import { useState } from 'preact/hooks'
import { useAct } from '../../use-act.ts'
import { useRoom } from '../room.ts'
import { NameDialog } from './name-dialog.tsx'

/** The server's word that a passkey may be made, and what it would be called. */
export type Offer = CentreActions['passkey-options']['told']

type AddPasskeyProps = { offer: Offer; close: () => void; done: () => void }

/**
 * The name is asked for before the browser's own dialog: a passkey that was made and then not kept here would stay with its
 * owner, and open nothing.
 */
export function AddPasskeyDialog({ offer, close, done }: AddPasskeyProps) {
  const { security } = useRoom().words
  const acting = useAct<CentreActions>(['account'])
  const [unused, setUnused] = useState(false)
  const [busy, setBusy] = useState(false)

  async function take(name: string) {
    if (busy) return
    setUnused(false)
    setBusy(true)
    const optionsJSON = offer.options as PublicKeyCredentialCreationOptionsJSON
    const credential = await startRegistration({ optionsJSON }).catch(() => null)
    setUnused(credential === null)
    const kept = credential !== null && (await acting.send('passkey-add', { credential, name }))
    setBusy(false)
    if (!kept) return
    close()
    done()
  }

  return (
    <NameDialog
      title={security.passkeyAdd}
      lead={security.passkeyNameLead}
      button={security.passkeyMake}
      present={offer.name}
      acting={unused ? { ...acting, alert: () => security.passkeyUnused } : acting}
      busy={busy}
      close={close}
      take={take}
    />
  )
}
