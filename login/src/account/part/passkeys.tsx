import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { KeptPasskey } from '@menshen/contract/pages/centre-answers'
import { useState } from 'preact/hooks'
import { Alert } from '../../part/alert.tsx'
import { Icon } from '../../part/icon.tsx'
import { canUsePasskeys } from '../../passkey.ts'
import { type Acting, useAct } from '../../use-act.ts'
import { AddPasskeyDialog, type Offer } from '../dialog/add-passkey-dialog.tsx'
import { RenameDialog } from '../dialog/rename-dialog.tsx'
import { useRoom, useWhen } from '../room.ts'
import { Card, Row, RowButton } from './card.tsx'
import type { Ask } from './confirm.tsx'

type PasskeysProps = { keys: KeptPasskey[]; ask: Ask; again: () => void }

export function Passkeys({ keys, ask, again }: PasskeysProps) {
  const { words, tell } = useRoom()
  const { security } = words
  const [renaming, setRenaming] = useState<KeptPasskey | null>(null)
  const [offer, setOffer] = useState<Offer | null>(null)
  const acting = useAct<CentreActions>([])

  const after = (said: 'passkeyAdded' | 'passkeyRenamed' | 'passkeyRemoved') => {
    tell((say) => say.security[said])
    again()
  }
  const remove = ({ id, name }: KeptPasskey) =>
    ask({
      title: security.passkeyRemoveTitle(name),
      lead: security.passkeyRemoveLead,
      button: security.remove,
      action: 'passkey-remove',
      body: { id },
      done: () => after('passkeyRemoved'),
    })

  return (
    <Card title={security.passkeys} lead={security.passkeysLead}>
      <Alert {...acting} />
      {keys.length === 0 && <p class="fine">{security.passkeyNone}</p>}
      {keys.map((key) => (
        <KeyRow key={key.id} passkey={key} rename={() => setRenaming(key)} remove={() => remove(key)} />
      ))}
      <AddButton acting={acting} take={setOffer} />
      {offer && <AddPasskeyDialog offer={offer} close={() => setOffer(null)} done={() => after('passkeyAdded')} />}
      {renaming && (
        <RenameDialog passkey={renaming} close={() => setRenaming(null)} done={() => after('passkeyRenamed')} />
      )}
    </Card>
  )
}

type KeyRowProps = { passkey: KeptPasskey; rename: () => void; remove: () => void }

function KeyRow({ passkey: { name, synced, createdAt, lastUsedAt }, rename, remove }: KeyRowProps) {
  const { security } = useRoom().words
  const { day } = useWhen()
  const facts = [
    security.added(day(createdAt)),
    lastUsedAt && security.used(day(lastUsedAt)),
    synced && security.synced,
  ]
  return (
    <Row title={name} detail={facts.filter(Boolean).join(' · ')}>
      <RowButton label={security.rename} says={security.renameOf(name)} act={rename} />
      <RowButton label={security.remove} says={security.removeOf(name)} act={remove} />
    </Row>
  )
}

/** Whether a passkey may be made is asked first: an old sign-in has to be repeated before anything is typed. */
function AddButton({ acting, take }: { acting: Acting<CentreActions>; take: (offer: Offer) => void }) {
  const { words, tell } = useRoom()
  if (!canUsePasskeys()) return <p class="fine">{words.security.passkeyUnable}</p>

  async function ask() {
    tell(null)
    const told = await acting.ask('passkey-options', {})
    if (told) take(told)
  }

  return (
    <button
      type="button"
      class="button card-act"
      aria-disabled={acting.busy ? 'true' : undefined}
      onClick={() => void ask()}
    >
      <Icon name="passkey" />
      {words.security.passkeyAdd}
    </button>
  )
}
