import { useState } from 'preact/hooks'
import { Alert } from '../../part/alert.tsx'
import { useAct } from '../../use-act.ts'
import { DeleteDialog } from '../dialog/delete-dialog.tsx'
import { Card, Waiting } from '../part/card.tsx'
import { useRoom, useTold } from '../room.ts'
import type { SecurityTold } from './security.tsx'

type File = { name: string; type: string; text: string }

/** Hands the browser a file to keep. */
function keepFile({ name, type, text }: File) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
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

  async function take(form: 'page' | 'data') {
    tell(null)
    const file = await acting.ask('export', { form })
    if (!file) return
    keepFile(file as File)
    tell((words) => words.data.exported)
  }

  return (
    <>
      <Card title={say.export} lead={say.exportLead}>
        <Alert {...acting} />
        <div class="form-end">
          {(['page', 'data'] as const).map((form) => (
            <button
              key={form}
              type="button"
              class="button"
              aria-disabled={acting.busy ? 'true' : undefined}
              onClick={() => void take(form)}
            >
              {say.exportAs[form]}
            </button>
          ))}
        </div>
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
