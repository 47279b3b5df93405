import { useEffect, useState } from 'preact/hooks'
import type { FactorName } from '../asked-factor.ts'
import { Cancel } from '../part/actions.tsx'
import { Alert } from '../part/alert.tsx'
import { Heading } from '../part/heading.tsx'
import { useStage } from '../stage.ts'
import { useAct } from '../use-act.ts'
import { FactorCode } from './mfa-code.tsx'
import { EnrolApp } from './mfa-enrol.tsx'
import { FactorPasskey } from './mfa-passkey.tsx'
import { Recovery } from './mfa-recovery.tsx'
import { SavedCode } from './mfa-saved.tsx'
import { AppCode } from './mfa-totp.tsx'

export type Going = { trust: boolean; saved: (recoveryCode: string, next: string) => void }

type Way = FactorName | 'recovery'

/** Somebody who is signed in already is asked as soon as the page is open. */
function StepUp() {
  const { text, situation } = useStage()
  const acting = useAct([])
  useEffect(() => void acting.send('mfa-begin', {}), [])
  return (
    <>
      <Heading title={text.factor.title} lead={text.factor.lead(situation.application.name)} />
      <Alert {...acting} />
      <p role="status">{acting.busy ? text.busy : ''}</p>
    </>
  )
}

/** The second half of a sign-in: one way of showing that it is you, the others, and setting one up where there is none. */
export function SecondFactor() {
  const { text, situation, factor, show } = useStage()
  const [way, choose] = useState<Way | null>(null)
  const [trust, setTrust] = useState(false)
  const [code, setCode] = useState<{ recoveryCode: string; next: string } | null>(null)
  const leaving = useAct([])
  if (!factor) return <StepUp />
  if (code) return <SavedCode {...code} />
  const { enrolled, factors } = factor
  const current = way ?? factors[0] ?? null
  const going: Going = { trust, saved: (recoveryCode, next) => setCode({ recoveryCode, next }) }
  const others: Way[] = [...factors, ...(enrolled && factors.includes('OTP') ? (['recovery'] as const) : [])]
  const { name } = situation.application
  return (
    <>
      <Heading
        title={enrolled ? text.factor.title : text.factor.enrolTitle}
        lead={enrolled ? text.factor.lead(name) : text.factor.enrolLead(name)}
      />
      {current === null && <p class="alert">{text.factor.unable}</p>}
      {current === 'OTP' && (enrolled ? <AppCode {...going} /> : <EnrolApp {...going} />)}
      {(current === 'SMS' || current === 'EMAIL') && <FactorCode key={current} way={current} trust={trust} />}
      {current === 'PASSKEY' && <FactorPasskey trust={trust} />}
      {current === 'recovery' && <Recovery {...going} />}
      {situation.secondFactor?.trustable && current !== null && (
        <label class="tick">
          <input type="checkbox" checked={trust} onChange={({ currentTarget }) => setTrust(currentTarget.checked)} />
          <span>{text.factor.trust}</span>
        </label>
      )}
      <nav class="ways">
        {others
          .filter((other) => other !== current)
          .map((other) => (
            <button key={other} type="button" class="link" onClick={() => choose(other)}>
              {other === 'recovery' ? text.factor.useRecovery : text.factor.use[other]}
            </button>
          ))}
        <button type="button" class="link link-quiet" onClick={() => show('sign-in')}>
          {text.backToSignIn}
        </button>
        <Cancel acting={leaving} />
      </nav>
    </>
  )
}
