import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { AskedFactor, FactorName } from '../asked-factor.ts'
import { Cancel } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { Heading } from '../part/heading.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import type { Going } from './going.ts'
import { FactorCode } from './mfa-code.tsx'
import { EnrolApp } from './mfa-enrol.tsx'
import { FactorPasskey } from './mfa-passkey.tsx'
import { Recovery } from './mfa-recovery.tsx'
import { SavedCode } from './mfa-saved.tsx'
import { AppCode } from './mfa-totp.tsx'

type Way = FactorName | 'recovery'

const forms: Record<Way, (going: Going) => ComponentChildren> = {
  OTP: (going) => (going.factor.enrolled ? <AppCode {...going} /> : <EnrolApp {...going} />),
  SMS: (going) => <FactorCode key="SMS" way="SMS" {...going} />,
  EMAIL: (going) => <FactorCode key="EMAIL" way="EMAIL" {...going} />,
  PASSKEY: (going) => <FactorPasskey {...going} />,
  recovery: (going) => <Recovery {...going} />,
}

/** Somebody who is signed in already is asked as soon as the page is open. */
function StepUp() {
  const { text, view } = useStage()
  const acting = useAct([])
  useEffect(() => void acting.send('mfa-begin', {}), [])
  return (
    <>
      <Heading title={text.factor.title} lead={text.factor.lead(view.application.name)} />
      <Alert {...acting} />
      <p role="status">{acting.busy ? text.busy : ''}</p>
    </>
  )
}

/** The second half of a sign-in: one way of showing that it is you, the others, and setting one up where there is none. */
export function SecondFactor() {
  const { text, view, factor } = useStage()
  const [chosen, choose] = useState<Way | null>(null)
  const [trust, setTrust] = useState(false)
  const [code, setCode] = useState<{ recoveryCode: string; next: string } | null>(null)
  if (!factor) return <StepUp />
  if (code) return <SavedCode {...code} />
  const { enrolled, factors } = factor
  const current = chosen ?? factors[0] ?? null
  const { name } = view.application
  return (
    <>
      <Heading
        title={enrolled ? text.factor.title : text.factor.enrolTitle}
        lead={enrolled ? text.factor.lead(name) : text.factor.enrolLead(name)}
      />
      {current ? (
        forms[current]({ factor, trust, saved: (recoveryCode, next) => setCode({ recoveryCode, next }) })
      ) : (
        <p class="alert">{text.factor.unable}</p>
      )}
      {view.secondFactor?.trustable && current && (
        <label class="tick">
          <input type="checkbox" checked={trust} onChange={({ currentTarget }) => setTrust(currentTarget.checked)} />
          <span>{text.factor.trust}</span>
        </label>
      )}
      <OtherFactors factor={factor} current={current} choose={choose} />
    </>
  )
}

type OtherFactorsProps = { factor: AskedFactor; current: Way | null; choose: (way: Way) => void }

function OtherFactors({ factor: { enrolled, factors }, current, choose }: OtherFactorsProps) {
  const { text, show } = useStage()
  const leaving = useAct([])
  const ways: Way[] = enrolled && factors.includes('OTP') ? [...factors, 'recovery'] : factors
  return (
    <nav class="ways">
      {ways
        .filter((way) => way !== current)
        .map((way) => (
          <button key={way} type="button" class="link" onClick={() => choose(way)}>
            {way === 'recovery' ? text.factor.useRecovery : text.factor.use[way]}
          </button>
        ))}
      <button type="button" class="link link-quiet" onClick={() => show('sign-in')}>
        {text.backToSignIn}
      </button>
      <Cancel acting={leaving} />
    </nav>
  )
}
