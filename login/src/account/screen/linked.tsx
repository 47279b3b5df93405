import { useState } from 'preact/hooks'
import { Card, Row, Waiting } from '../part/card.tsx'
import { type Asked, Confirm } from '../part/confirm.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

type Account = { provider: string; extIdpId: string; type: string; account: string; createdAt: string }

/** Providers that everybody calls the same; others go by the name that the administrator gave them. */
const names: Record<string, string> = { github: 'GitHub', google: 'Google', apple: 'Apple', wechat: '微信 WeChat' }

export function Linked() {
  const { data, fault, again } = useTold<{ linked: Account[] }>('linked')
  const { words, tell } = useRoom()
  const { day } = useWhen()
  const [asked, setAsked] = useState<Asked | null>(null)
  const say = words.linked
  if (!data) return <Waiting fault={fault} again={again} />

  function unlink({ provider, extIdpId }: Account, name: string) {
    tell(null)
    setAsked({
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
  }

  return (
    <Card title={words.section('linked')}>
      {data.linked.length === 0 && <p class="fine">{say.none}</p>}
      {data.linked.map((account) => {
        const name = names[account.provider] ?? account.provider
        const detail = `${account.account} · ${say.since(day(account.createdAt))}`
        return (
          <Row key={`${account.provider} ${account.extIdpId} ${account.type}`} title={name} detail={detail}>
            <button
              type="button"
              class="button button-small"
              aria-label={say.unlinkOf(name)}
              onClick={() => unlink(account, name)}
            >
              {say.unlink}
            </button>
          </Row>
        )
      })}
      {asked && <Confirm asked={asked} close={() => setAsked(null)} />}
    </Card>
  )
}
