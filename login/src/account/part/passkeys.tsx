import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser'
import { useState } from 'preact/hooks'
import { act } from '../../act.ts'
import { Alert } from '../../part/alert.tsx'
import { Icon } from '../../part/icon.tsx'
import { canUsePasskeys } from '../../passkey.ts'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { NameDialog } from '../dialog/name-dialog.tsx'
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
  const adding = useAdding(again)

  const remove = ({ id, name }: Key) =>
    ask({
      title: security.passkeyRemoveTitle(name),
      lead: security.passkeyRemoveLead,
      button: security.remove,
      action: 'passkey-remove',
      body: { id },
      done() {
        tell((say) => say.security.passkeyRemoved)
        again()
      },
    })

  return (
    <Card title={security.passkeys} lead={security.passkeysLead}>
      <Alert {...adding} />
      {keys.length === 0 && <p class="fine">{security.passkeyNone}</p>}
      {keys.map((key) => (
        <KeyRow key={key.id} passkey={key} rename={() => setRenaming(key)} remove={() => remove(key)} />
      ))}
      {able ? (
        <button
          type="button"
          class="button card-act"
          aria-disabled={adding.busy ? 'true' : undefined}
          onClick={() => void adding.add()}
        >
          <Icon name="passkey" />
          {security.passkeyAdd}
        </button>
      ) : (
        <p class="fine">{security.passkeyUnable}</p>
      )}
      {renaming && (
        <NameDialog
          passkey={renaming}
          close={() => setRenaming(null)}
          done={() => {
            tell((say) => say.security.passkeyRenamed)
            again()
          }}
        />
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

/** Making a passkey: the server's options, the browser's own dialog, and back. */
function useAdding(again: () => void) {
  const { situation, language } = useStage()
  const { words, tell } = useRoom()
  const acting = useAct([])
  const [unused, setUnused] = useState(false)
  const [busy, setBusy] = useState(false)

  async function add() {
    if (busy) return
    tell(null)
    setUnused(false)
    setBusy(true)
    const told = await act(situation, 'passkey-options', language, {})
    if (acting.take('passkey-options', told, {}) && told.kind === 'done') await make(told.data)
    setBusy(false)
  }

  async function make({ options }: Record<string, unknown>) {
    const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON
    const credential = await startRegistration({ optionsJSON }).catch(() => null)
    if (!credential) return setUnused(true)
    if (!(await acting.send('passkey-add', { credential, name: words.security.passkeyDefault }))) return
    tell((say) => say.security.passkeyAdded)
    again()
  }

  const alert = unused ? () => words.security.passkeyUnused : acting.alert
  return { add, busy, alert, stale: acting.stale, fields: acting.fields }
}
