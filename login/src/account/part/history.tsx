import type { CentreActions } from '@menshen/contract/pages/centre-actions'
import type { HistoryEntry } from '@menshen/contract/pages/centre-answers'
import { useState } from 'preact/hooks'
import { Alert } from '../../part/alert.tsx'
import { useStage } from '../../stage.ts'
import { useAct } from '../../use-act.ts'
import { placeName, useRoom, useTold, useWhen } from '../room.ts'
import { Card, Waiting } from './card.tsx'

/** Who tried to sign in. A table: its columns are what people compare. */
export function History() {
  const { words } = useRoom()
  const { text } = useStage()
  const say = words.sessions
  const { data, fault, again, set } = useTold('history')
  const acting = useAct<CentreActions>([])
  const [reached, setReached] = useState('')

  async function older() {
    if (!data?.next) return
    const told = await acting.ask('history', { after: data.next })
    if (!told) return
    set({ list: [...data.list, ...told.list], next: told.next })
    setReached(String(data.list.length + told.list.length))
  }

  return (
    <Card title={say.history} lead={say.historyLead}>
      <Alert {...acting} />
      {!data && <Waiting fault={fault} again={again} />}
      {data && data.list.length === 0 && <p class="fine">{say.noHistory}</p>}
      {data && data.list.length > 0 && <Table list={data.list} />}
      <span class="unseen" role="status">
        {reached}
      </span>
      {data?.next && (
        <button type="button" class="button card-act" aria-disabled={acting.busy ? 'true' : undefined} onClick={older}>
          {acting.busy ? text.busy : say.more}
        </button>
      )}
    </Card>
  )
}

function Table({ list }: { list: HistoryEntry[] }) {
  const { words } = useRoom()
  const { language } = useStage()
  const { moment } = useWhen()
  const say = words.sessions
  const [when, outcome, how, where, device, application] = say.columns
  return (
    <table class="history">
      <caption class="unseen">{say.history}</caption>
      <thead>
        <tr>
          {say.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {list.map((entry) => (
          <tr key={entry.id} class={entry.outcome === 200 ? undefined : 'failed'}>
            <td data-column={when}>
              <time dateTime={entry.at}>{moment(entry.at)}</time>
            </td>
            <td data-column={outcome}>{entry.outcome === 200 ? say.success : (entry.why ?? entry.outcome)}</td>
            <td data-column={how}>{say.way(entry.way)}</td>
            <td data-column={where}>{placeName(entry.place, entry.ip, language, words)}</td>
            <td data-column={device}>{entry.name ?? words.unknown}</td>
            <td data-column={application}>{entry.application ?? words.unknown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
