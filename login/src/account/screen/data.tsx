import { useState } from 'preact/hooks'
import { Submit } from '../../part/actions.tsx'
import { Alert } from '../../part/alert.tsx'
import { useAct } from '../../use-act.ts'
import { DeleteDialog } from '../dialog/delete-dialog.tsx'
import { Card, Waiting } from '../part/card.tsx'
import { useRoom, useTold } from '../room.ts'
import type { SecurityTold } from './security.tsx'

/** Hands the browser a file to keep. */
function keepFile(name: string, value: unknown) {
  const blob = new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export function Data() {
  const { data, fault, again } = useTold<SecurityTold>('security')
  const { words, tell } = useRoom()
  const [open, setOpen] = useState(false)
  const acting = useAct([])
  const say = words.data
  if (!data) return <Waiting fault={fault} again={again} />

  async function take(event: SubmitEvent) {
    event.preventDefault()
    tell(null)
    const told = await acting.ask('export', {})
    if (!told) return
    keepFile(`account-${new Date().toISOString().slice(0, 10)}.json`, told.account)
    tell((words) => words.data.exported)
  }

  return (
    <>
      <Card title={say.export} lead={say.exportLead}>
        <Alert {...acting} />
        <form method="post" onSubmit={take}>
          <Submit label={say.exportButton} busy={acting.busy !== null} />
        </form>
      </Card>
      <Card title={say.delete} lead={say.deleteLead}>
        <button
          type="button"
          class="button button-wrong"
          onClick={() => {
            tell(null)
            setOpen(true)
          }}
        >
          {say.deleteButton}
        </button>
      </Card>
      {open && <DeleteDialog told={data} close={() => setOpen(false)} />}
    </>
  )
}
