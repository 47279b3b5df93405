import { useStage } from '../stage.ts'
import type { Agreeing } from '../use-agreements.ts'
import { Icon } from './icon.tsx'

/** A box to tick for each, and its links, which leave this page where it is. */
export function Agreements({ asked, missing, complained }: Agreeing) {
  const { text, language, agreed, agree } = useStage()
  if (asked.length === 0) return null
  const wrong = complained && missing.length > 0
  return (
    <div class="agreements">
      {asked.map((agreement) => {
        const { id, required, parts } = agreement
        const lacking = wrong && missing.includes(agreement)
        return (
          <label key={id} class="tick" lang={agreement.language === language ? undefined : agreement.language}>
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
      })}
      {wrong && (
        <p class="field-error" id="agreements-error">
          <Icon name="alert" />
          <span>{text.agreementsMissing}</span>
        </p>
      )}
    </div>
  )
}
