import type { LinkedAccount } from '@menshen/contract/pages/centre-answers'
import { Card, Row, RowButton, Waiting } from '../part/card.tsx'
import { useConfirm } from '../part/confirm.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

/** Providers that everybody calls the same; others go by the name that the administrator gave them. */
const names: Record<string, string> = { github: 'GitHub', google: 'Google', apple: 'Apple', wechat: '微信 WeChat' }

export function Linked() {
  const { data, fault, again } = useTold('linked')
  const { words, tell } = useRoom()
  const { day } = useWhen()
  const { ask, dialog } = useConfirm()
  const say = words.linked
  if (!data) return <Waiting fault={fault} again={again} />

  const unlink = ({ provider, extIdpId }: LinkedAccount, name: string) =>
    ask({
      title: say.unlinkTitle(name),
      lead: say.unlinkLead,
      button: say.unlink,
      ...(extIdpId
        ? { action: 'unlink-source' as const, body: { extIdpId } }
        : { action: 'unlink' as const, body: { provider } }),
      done() {
        tell((told) => told.linked.unlinked)
        again()
      },
    })

  return (
    <Card title={words.section('linked')}>
      {data.linked.length === 0 && <p class="fine">{say.none}</p>}
      {data.linked.map((account) => {
        const name = names[account.provider] ?? account.provider
        const detail = `${account.account} · ${say.since(day(account.createdAt))}`
        return (
          <Row key={`${account.provider} ${account.extIdpId} ${account.type}`} title={name} detail={detail}>
            <RowButton label={say.unlink} says={say.unlinkOf(name)} act={() => unlink(account, name)} />
          </Row>
        )
      })}
      {dialog}
    </Card>
  )
}
