import { useState } from 'preact/hooks'
import { Alert } from '../../part/alert.tsx'
import { Icon } from '../../part/icon.tsx'
import { canUsePasskeys } from '../../passkey.ts'
import { useAct } from '../../use-act.ts'
import { AddPasskeyDialog, type Offer } from '../dialog/add-passkey-dialog.tsx'
import { RenameDialog } from '../dialog/rename-dialog.tsx'
import { useRoom, useWhen } from '../room.ts'
import { Card, Row } from './card.tsx'
import type { Asked } from './confirm.tsx'

export type Key = { id: string; name: string; synced: boolean; createdAt: string; lastUsedAt: string | null }

type PasskeysProps = { keys: Key[]; ask: (asked: Asked) => void; again: () => void }

export function Passkeys({ keys, ask, again }: PasskeysProps) {
  const { words, tell } = useRoom()
  const { security } = words
  const able = canUsePasskeys()
  const [renaming, setRenaming] = useState<Key | null>(null)
  const [offer, setOffer] = useState<Offer | null>(null)
  const { ask: askOffer, acting } = useOffer(setOffer)

  const after = (said: 'passkeyAdded' | 'passkeyRenamed' | 'passkeyRemoved') => {
    tell((say) => say.security[said])
    again()
  }
  const remove = ({ id, name }: Key) =>
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
      {able ? (
        <button
          type="button"
          class="button card-act"
          aria-disabled={acting.busy ? 'true' : undefined}
          onClick={() => void askOffer()}
        >
          <Icon name="passkey" />
          {security.passkeyAdd}
        </button>
      ) : (
        <p class="fine">{security.passkeyUnable}</p>
      )}
      {offer && <AddPasskeyDialog offer={offer} close={() => setOffer(null)} done={() => after('passkeyAdded')} />}
      {renaming && (
        <RenameDialog passkey={renaming} close={() => setRenaming(null)} done={() => after('passkeyRenamed')} />
      )}
    </Card>
  )
}

type KeyRowProps = { passkey: Key; rename: () => void; remove: () => void }

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
      <button type="button" class="button button-small" aria-label={security.renameOf(name)} onClick={rename}>
        {security.rename}
      </button>
      <button type="button" class="button button-small" aria-label={security.removeOf(name)} onClick={remove}>
        {security.remove}
      </button>
    </Row>
  )
}

/** Whether a passkey may be made is asked first: an old sign-in has to be repeated before anything is typed. */
function useOffer(take: (offer: Offer) => void) {
  const { tell } = useRoom()
  const acting = useAct([])

  async function ask() {
    tell(null)
    const told = await acting.ask('passkey-options', {})
    if (told) take(told as Offer)
  }

  return { ask, acting }
}
