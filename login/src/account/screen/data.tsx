import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { ExportedFile } from '@menshen/contract/pages/centre-answers'
import { useState } from 'preact/hooks'
import { Alert } from '../../part/alert.tsx'
import { useAct } from '../../use-act.ts'
import { DeleteDialog } from '../dialog/delete-dialog.tsx'
import { Card, Waiting } from '../part/card.tsx'
import { useRoom, useTold } from '../room.ts'

/** Hands the browser a file to keep. */
function keepFile({ name, type, text }: ExportedFile) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export function Data() {
  const { data, fault, again } = useTold('security')
  const { words, tell } = useRoom()
  const [open, setOpen] = useState(false)
  const say = words.data
  if (!data) return <Waiting fault={fault} again={again} />
  const begin = () => {
    tell(null)
    setOpen(true)
  }
  return (
    <>
      <Export />
      <Card title={say.delete} lead={say.deleteLead}>
        <button type="button" class="button button-wrong" onClick={begin}>
          {say.deleteButton}
        </button>
      </Card>
      {open && <DeleteDialog told={data} close={() => setOpen(false)} />}
    </>
  )
}

function Export() {
  const { words, tell } = useRoom()
  const acting = useAct<CentreActions>([])
  const say = words.data

  async function take(form: 'page' | 'data') {
    tell(null)
    const file = await acting.ask('export', { form })
    if (!file) return
    keepFile(file)
    tell((words) => words.data.exported)
  }

  return (
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
  )
}
