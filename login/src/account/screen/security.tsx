import type { SecurityAnswer, SecurityLevel } from '@menshen/contract/pages/centre-answers'
import type { CodeKind } from '@menshen/contract/pages/sign-in'
import { useState } from 'preact/hooks'
import { AppDialog } from '../dialog/app-dialog.tsx'
import { ContactDialog } from '../dialog/contact-dialog.tsx'
import { PasswordDialog } from '../dialog/password-dialog.tsx'
import { NewRecoveryCode } from '../dialog/recovery-dialog.tsx'
import { VerifyDialog } from '../dialog/verify-dialog.tsx'
import { Card, Row, RowButton, Waiting } from '../part/card.tsx'
import { type Ask, useConfirm } from '../part/confirm.tsx'
import { Passkeys } from '../part/passkeys.tsx'
import { useRoom, useTold, useWhen } from '../room.ts'

type DialogProps = { told: SecurityAnswer; close: () => void; done: () => void }

const dialogs = {
  password: (props: DialogProps) => <PasswordDialog {...props} />,
  app: (props: DialogProps) => <AppDialog {...props} />,
  recovery: (props: DialogProps) => <NewRecoveryCode {...props} />,
  email: (props: DialogProps) => <ContactDialog kind="email" {...props} />,
  phone: (props: DialogProps) => <ContactDialog kind="phone" {...props} />,
  'verify-email': (props: DialogProps) => <VerifyDialog kind="email" {...props} />,
  'verify-phone': (props: DialogProps) => <VerifyDialog kind="phone" {...props} />,
}

export function Security() {
  const { data, fault, again } = useTold('security')
  const { tell } = useRoom()
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null)
  const { ask, dialog } = useConfirm()
  if (!data) return <Waiting fault={fault} again={again} />
  const show = (next: keyof typeof dialogs) => {
    tell(null)
    setOpen(next)
  }
  return (
    <>
      <Summary {...data.level} />
      <WaysIn told={data} show={show} ask={ask} again={again} />
      <SecondStep app={data.app} show={show} ask={ask} again={again} />
      <Passkeys keys={data.passkeys} ask={ask} again={again} />
      {open && dialogs[open]({ told: data, close: () => setOpen(null), done: again })}
      {dialog}
    </>
  )
}

function adviceFor({ mfa, email, phone, password, passwordSecurityLevel }: SecurityLevel) {
  if (!password) return 'password'
  if (!mfa) return 'mfa'
  if (!email) return 'email'
  if (!phone) return 'phone'
  return (passwordSecurityLevel ?? 1) < 3 ? 'stronger' : 'fine'
}

function Summary(level: SecurityLevel) {
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

type Acts = { show: (open: keyof typeof dialogs) => void; ask: Ask; again: () => void }

function WaysIn({ told, ...acts }: Acts & { told: SecurityAnswer }) {
  const { words } = useRoom()
  const { security } = words
  const { person, level } = told
  return (
    <Card title={security.signIn}>
      {person.username && <Row title={words.profile.username} detail={person.username} />}
      <Row title={security.password} detail={level.password ? security.passwordSet : security.passwordUnset}>
        <RowButton
          label={level.password ? security.change : security.set}
          says={level.password ? security.changePassword : security.setPassword}
          act={() => acts.show('password')}
        />
      </Row>
      <Address kind="email" told={told} {...acts} />
      <Address kind="phone" told={told} {...acts} />
    </Card>
  )
}

/** An address by which the person can be reached: shown when there is one, or when codes go to one of its kind. */
function Address({ kind, told, show, ask, again }: Acts & { kind: CodeKind; told: SecurityAnswer }) {
  const { words, tell } = useRoom()
  const { security, contact } = words
  const { person, codes, spare } = told
  const present = person[kind]
  const verified = kind === 'email' ? person.emailVerified : person.phoneVerified
  const reachable = codes.includes(kind)
  const change = present ? security.change : security.add
  if (!present && !reachable) return null

  const unbind = (address: string) =>
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

  return (
    <Row title={security[kind]} detail={present ? (verified ? present : security.unverified(present)) : words.none}>
      {present && !verified && reachable && (
        <RowButton
          label={security.verify}
          says={`${security.verify}: ${security[kind]}`}
          act={() => show(`verify-${kind}`)}
        />
      )}
      {reachable && <RowButton label={change} says={`${change}: ${security[kind]}`} act={() => show(kind)} />}
      {present && spare[kind] && (
        <RowButton label={security.unbind} says={security.unbindOf(security[kind])} act={() => unbind(present)} />
      )}
    </Row>
  )
}

function SecondStep({ app, show, ask, again }: Acts & { app: SecurityAnswer['app'] }) {
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
        {app && <RowButton label={security.recovery} act={() => show('recovery')} />}
        <RowButton
          label={app ? security.unbind : security.setUp}
          says={app ? security.unbindOf(security.app) : security.appTitle}
          act={() => (app ? remove() : show('app'))}
        />
      </Row>
    </Card>
  )
}
