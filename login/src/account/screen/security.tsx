import { useState } from 'preact/hooks'
import type { CodeKind } from '../../situation.ts'
import type { Person } from '../centre.ts'
import { AppDialog } from '../dialog/app-dialog.tsx'
import { ContactDialog } from '../dialog/contact-dialog.tsx'
import { PasswordDialog } from '../dialog/password-dialog.tsx'
import { NewRecoveryCode } from '../dialog/recovery-dialog.tsx'
import { VerifyDialog } from '../dialog/verify-dialog.tsx'
import { Card, Row, Waiting } from '../part/card.tsx'
import { type Asked, Confirm } from '../part/confirm.tsx'
import { type Key, Passkeys } from '../part/passkeys.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

type Level = {
  email: boolean
  phone: boolean
  password: boolean
  mfa: boolean
  passwordSecurityLevel: number | null
  score: number
}

export type SecurityTold = {
  person: Person
  level: Level
  app: { createdAt: string } | null
  passkeys: Key[]
  codes: CodeKind[]
  /** Whether somebody can give the address up and still sign in. */
  spare: Record<CodeKind, boolean>
  provesOld: Record<CodeKind, boolean>
}

type Open = 'password' | 'app' | 'recovery' | CodeKind | `verify-${CodeKind}` | null

export function Security() {
  const { data, fault, again } = useTold<SecurityTold>('security')
  const { tell } = useRoom()
  const [open, setOpen] = useState<Open>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  if (!data) return <Waiting fault={fault} again={again} />
  const show = (next: Open) => {
    tell(null)
    setOpen(next)
  }
  const confirm = (next: Asked) => {
    tell(null)
    setAsked(next)
  }
  const close = () => setOpen(null)
  return (
    <>
      <Summary {...data.level} />
      <WaysIn told={data} show={show} ask={confirm} again={again} />
      <SecondStep app={data.app} show={show} ask={confirm} again={again} />
      <Passkeys keys={data.passkeys} ask={confirm} again={again} />
      {open === 'password' && <PasswordDialog told={data} close={close} done={again} />}
      {open === 'app' && <AppDialog close={close} done={again} />}
      {open === 'recovery' && <NewRecoveryCode close={close} />}
      {(open === 'email' || open === 'phone') && <ContactDialog kind={open} told={data} close={close} done={again} />}
      {(open === 'verify-email' || open === 'verify-phone') && (
        <Verify kind={open === 'verify-email' ? 'email' : 'phone'} person={data.person} close={close} done={again} />
      )}
      {asked && <Confirm asked={asked} close={() => setAsked(null)} />}
    </>
  )
}

function Verify({ kind, person, ...rest }: { kind: CodeKind; person: Person; close: () => void; done: () => void }) {
  const address = person[kind]
  return address ? <VerifyDialog kind={kind} address={address} {...rest} /> : null
}

function adviceFor({ mfa, email, phone, password, passwordSecurityLevel }: Level) {
  if (!password) return 'password'
  if (!mfa) return 'mfa'
  if (!email) return 'email'
  if (!phone) return 'phone'
  return (passwordSecurityLevel ?? 1) < 3 ? 'stronger' : 'fine'
}

function Summary(level: Level) {
  const { security } = useRoom().words
  return (
    <Card title={security.level}>
      <div class={`score strength-${level.score >= 80 ? 4 : level.score >= 50 ? 2 : 1}`}>
        <meter class="unseen" min={0} max={100} value={level.score} aria-label={security.level} />
        <span class="strength-bars" aria-hidden="true">
          {[10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((step) => (
            <i key={step} class={step <= level.score ? 'on' : undefined} />
          ))}
        </span>
        <strong>{security.grade(level.score)}</strong>
        <span>{security.score(level.score)}</span>
      </div>
      <p class="fine">{security.advice[adviceFor(level)]}</p>
    </Card>
  )
}

type Acts = { show: (open: Open) => void; ask: (asked: Asked) => void; again: () => void }

function WaysIn({ told, show, ask, again }: Acts & { told: SecurityTold }) {
  const { words, tell } = useRoom()
  const { security, contact } = words
  const { person, level, codes, spare } = told

  const unbind = (kind: CodeKind, address: string) =>
    ask({
      title: contact.removeTitle[kind],
      lead: contact.removeLead(address),
      button: security.unbind,
      action: 'unbind-contact',
      body: { kind },
      done() {
        tell((say) => say.contact.removed[kind])
        again()
      },
    })

  function address(kind: CodeKind) {
    const present = person[kind]
    const verified = kind === 'email' ? person.emailVerified : person.phoneVerified
    if (!present && !codes.includes(kind)) return null
    return (
      <Row
        key={kind}
        title={security[kind]}
        detail={present ? (verified ? present : security.unverified(present)) : words.none}
      >
        {present && !verified && codes.includes(kind) && (
          <button
            type="button"
            class="button button-small"
            aria-label={`${security.verify}: ${security[kind]}`}
            onClick={() => show(`verify-${kind}`)}
          >
            {security.verify}
          </button>
        )}
        {codes.includes(kind) && (
          <button
            type="button"
            class="button button-small"
            aria-label={`${present ? security.change : security.add}: ${security[kind]}`}
            onClick={() => show(kind)}
          >
            {present ? security.change : security.add}
          </button>
        )}
        {present && spare[kind] && (
          <button
            type="button"
            class="button button-small"
            aria-label={security.unbindOf(security[kind])}
            onClick={() => unbind(kind, present)}
          >
            {security.unbind}
          </button>
        )}
      </Row>
    )
  }

  return (
    <Card title={security.signIn}>
      {person.username && <Row title={words.profile.username} detail={person.username} />}
      <Row title={security.password} detail={level.password ? security.passwordSet : security.passwordUnset}>
        <button
          type="button"
          class="button button-small"
          aria-label={level.password ? security.changePassword : security.setPassword}
          onClick={() => show('password')}
        >
          {level.password ? security.change : security.set}
        </button>
      </Row>
      {address('email')}
      {address('phone')}
    </Card>
  )
}

function SecondStep({ app, show, ask, again }: Acts & { app: SecurityTold['app'] }) {
  const { words, tell } = useRoom()
  const { security } = words
  const { day } = useWhen()
  const remove = () =>
    ask({
      title: security.appRemoveTitle,
      lead: security.appRemoveLead,
      button: security.unbind,
      action: 'app-remove',
      body: {},
      done() {
        tell((say) => say.security.appRemoved)
        again()
      },
    })
  return (
    <Card title={security.secondStep}>
      <Row title={security.app} detail={app ? security.appOn(day(app.createdAt)) : security.appOff}>
        {app && (
          <button type="button" class="button button-small" onClick={() => show('recovery')}>
            {security.recovery}
          </button>
        )}
        <button
          type="button"
          class="button button-small"
          aria-label={app ? security.unbindOf(security.app) : security.appTitle}
          onClick={() => (app ? remove() : show('app'))}
        >
          {app ? security.unbind : security.setUp}
        </button>
      </Row>
    </Card>
  )
}
