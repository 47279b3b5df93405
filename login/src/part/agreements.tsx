import type { AgreementAsked } from '@menshen/contract/pages/sign-in'
import { useStage } from '../stage.ts'
import type { Agreeing } from '../use-agreements.ts'
import { Icon } from './icon.tsx'

/** A box to tick for each, and its links, which leave this page where it is. */
export function Agreements({ asked, missing, complained }: Agreeing) {
  const { text } = useStage()
  if (asked.length === 0) return null
  const wrong = complained && missing.length > 0
  return (
    <div class="agreements">
      {asked.map((agreement) => (
        <Tick key={agreement.id} agreement={agreement} lacking={wrong && missing.includes(agreement)} />
      ))}
      {wrong && (
        <p class="field-error" id="agreements-error">
          <Icon name="alert" />
          <span>{text.agreementsMissing}</span>
        </p>
      )}
    </div>
  )
}

function Tick({ agreement, lacking }: { agreement: AgreementAsked; lacking: boolean }) {
  const { text, language, agreed, agree } = useStage()
  const { id, required, parts } = agreement
  return (
    <label class="tick" lang={agreement.language === language ? undefined : agreement.language}>
      <input
        id={`agreement-${id}`}
        type="checkbox"
        required={required}
        checked={agreed.has(id)}
        aria-invalid={lacking ? 'true' : undefined}
        aria-describedby={lacking ? 'agreements-error' : undefined}
        onChange={({ currentTarget }) => agree(id, currentTarget.checked)}
      />
      <span>
        {parts.map((part) =>
          part.href ? (
            <a href={part.href} target="_blank" rel="noopener noreferrer">
              {part.text}
            </a>
          ) : (
            part.text
          ),
        )}
        {!required && <small> {text.optional}</small>}
      </span>
    </label>
  )
}
