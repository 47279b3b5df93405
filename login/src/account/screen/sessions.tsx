import { useState } from 'preact/hooks'
import { useStage } from '../../stage.ts'
import type { Place } from '../centre.ts'
import { Card, Row, Waiting } from '../part/card.tsx'
import { type Asked, Confirm } from '../part/confirm.tsx'
import { History } from '../part/history.tsx'
import { placeName, useRoom, useTold, useWhen } from '../room.ts'

type Session = {
  id: string
  current: boolean
  /** What an application may do while the person is away. */
  offline: boolean
  name: string | null
  application: string | null
  ip: string | null
  place: Place | null
  createdAt: string
  lastSeenAt: string
}

type Device = { id: string; name: string; online: boolean; current: boolean; lastIp: string | null; lastSeenAt: string }
type Told = { sessions: Session[]; more: boolean; devices: Device[] }

export function Sessions() {
  const { data, fault, again } = useTold<Told>('sessions')
  const { tell } = useRoom()
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = (next: Asked) => {
    tell(null)
    setAsked(next)
  }
  if (!data) return <Waiting fault={fault} again={again} />
  return (
    <>
      <Live {...data} ask={ask} again={again} />
      <Devices devices={data.devices} ask={ask} again={again} />
      <History />
      {asked && <Confirm asked={asked} close={() => setAsked(null)} />}
    </>
  )
}

type Acts = { ask: (asked: Asked) => void; again: () => void }

function Live({ sessions, more, ask, again }: Told & Acts) {
  const { words, tell } = useRoom()
  const say = words.sessions

  const endOthers = () =>
    ask({
      title: say.othersTitle,
      lead: say.othersLead,
      button: say.others,
      action: 'end-other-sessions',
      body: {},
      done({ ended }) {
        tell((told) => told.sessions.othersEnded(Number(ended)))
        again()
      },
    })
  const end = ({ id, offline }: Session, name: string) =>
    ask({
      title: offline ? say.endOfflineTitle(name) : `${say.endOf(name)}?`,
      lead: offline ? say.endOfflineLead : say.forgetLead,
      button: offline ? say.endOffline : say.end,
      action: 'end-session',
      body: { id },
      done() {
        tell((told) => told.sessions.ended)
        again()
      },
    })

  return (
    <Card
      title={say.live}
      aside={
        sessions.length > 1 && (
          <button type="button" class="button button-small" onClick={endOthers}>
            {say.others}
          </button>
        )
      }
    >
      {sessions.map((session) => (
        <LiveRow key={session.id} session={session} end={end} />
      ))}
      {more && <p class="fine">{say.only}</p>}
    </Card>
  )
}

function LiveRow({ session, end }: { session: Session; end: (session: Session, name: string) => void }) {
  const { words } = useRoom()
  const { language } = useStage()
  const { moment } = useWhen()
  const say = words.sessions
  const { offline } = session
  const name = (offline ? session.application : session.name) || words.unknown
  const facts = [
    offline ? session.name : session.application,
    placeName(session.place, session.ip, language, words),
    session.place && session.ip,
  ]
  return (
    <Row
      title={
        <>
          {name} {session.current && <em class="badge">{say.this}</em>}
          {offline && <em class="badge">{say.offline}</em>}
        </>
      }
      detail={
        <>
          {facts.filter(Boolean).join(' · ')}
          <br />
          {say.since(moment(session.createdAt))} · {say.seen(moment(session.lastSeenAt))}
        </>
      }
    >
      {!session.current && (
        <button
          type="button"
          class="button button-small"
          aria-label={offline ? say.endOfflineOf(name) : say.endOf(name)}
          onClick={() => end(session, name)}
        >
          {offline ? say.endOffline : say.end}
        </button>
      )}
    </Row>
  )
}

function Devices({ devices, ask, again }: { devices: Device[] } & Acts) {
  const { words, tell } = useRoom()
  const { moment } = useWhen()
  const say = words.sessions
  const forget = ({ id }: Device, name: string) =>
    ask({
      title: say.forgetTitle(name),
      lead: say.forgetLead,
      button: say.forget,
      action: 'forget-device',
      body: { id },
      done() {
        tell((told) => told.sessions.forgotten)
        again()
      },
    })
  return (
    <Card title={say.devices} lead={say.devicesLead}>
      {devices.length === 0 && <p class="fine">{say.noDevices}</p>}
      {devices.map((device) => {
        const name = device.name || words.unknown
        const facts = [
          device.lastIp,
          say.seen(moment(device.lastSeenAt)),
          device.online && !device.current && say.online,
        ]
        return (
          <Row
            key={device.id}
            title={
              <>
                {name} {device.current && <em class="badge">{say.thisDevice}</em>}
              </>
            }
            detail={facts.filter(Boolean).join(' · ')}
          >
            <button
              type="button"
              class="button button-small"
              aria-label={say.forgetOf(name)}
              onClick={() => forget(device, name)}
            >
              {say.forget}
            </button>
          </Row>
        )
      })}
    </Card>
  )
}
