import type { KnownDevice, OpenSession, SessionsAnswer } from '@menshen/contract/pages/centre-answers'
import { useStage } from '../../stage.ts'
import { Card, Row, RowButton, Waiting } from '../part/card.tsx'
import { type Ask, useConfirm } from '../part/confirm.tsx'
import { History } from '../part/history.tsx'
import { placeName, useRoom, useTold, useWhen } from '../room.ts'

export function Sessions() {
  const { data, fault, again } = useTold('sessions')
  const { ask, dialog } = useConfirm()
  if (!data) return <Waiting fault={fault} again={again} />
  return (
    <>
      <Live {...data} ask={ask} again={again} />
      <Devices devices={data.devices} ask={ask} again={again} />
      <History />
      {dialog}
    </>
  )
}

type Acts = { ask: Ask; again: () => void }

function Live({ sessions, more, ask, again }: SessionsAnswer & Acts) {
  const { words } = useRoom()
  const say = words.sessions
  const { end, endOthers } = useEnding({ ask, again })
  return (
    <Card title={say.live} aside={sessions.length > 1 && <RowButton label={say.others} act={endOthers} />}>
      {sessions.map((session) => (
        <LiveRow key={session.id} session={session} end={end} />
      ))}
      {more && <p class="fine">{say.only}</p>}
    </Card>
  )
}

function useEnding({ ask, again }: Acts) {
  const { words, tell } = useRoom()
  const say = words.sessions
  return {
    endOthers: () =>
      ask({
        title: say.othersTitle,
        lead: say.othersLead,
        button: say.others,
        action: 'end-other-sessions',
        body: {},
        done({ ended }) {
          tell((told) => told.sessions.othersEnded(ended))
          again()
        },
      }),
    end: ({ id, offline }: OpenSession, name: string) =>
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
      }),
  }
}

function LiveRow({ session, end }: { session: OpenSession; end: (session: OpenSession, name: string) => void }) {
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
        <RowButton
          label={offline ? say.endOffline : say.end}
          says={offline ? say.endOfflineOf(name) : say.endOf(name)}
          act={() => end(session, name)}
        />
      )}
    </Row>
  )
}

function Devices({ devices, ask, again }: { devices: KnownDevice[] } & Acts) {
  const { words, tell } = useRoom()
  const say = words.sessions
  const forget = ({ id }: KnownDevice, name: string) =>
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
      {devices.map((device) => (
        <DeviceRow key={device.id} device={device} forget={forget} />
      ))}
    </Card>
  )
}

function DeviceRow({ device, forget }: { device: KnownDevice; forget: (device: KnownDevice, name: string) => void }) {
  const { words } = useRoom()
  const { moment } = useWhen()
  const say = words.sessions
  const name = device.name || words.unknown
  const facts = [device.lastIp, say.seen(moment(device.lastSeenAt)), device.online && !device.current && say.online]
  return (
    <Row
      title={
        <>
          {name} {device.current && <em class="badge">{say.thisDevice}</em>}
        </>
      }
      detail={facts.filter(Boolean).join(' · ')}
    >
      <RowButton label={say.forget} says={say.forgetOf(name)} act={() => forget(device, name)} />
    </Row>
  )
}
