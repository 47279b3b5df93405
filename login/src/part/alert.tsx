import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'
import { Icon } from './icon.tsx'

type AlertProps = Pick<Acting, 'alert' | 'fields'> & Partial<Pick<Acting, 'refusedWith'>>

/**
 * The live region of a form. It is there from the start, because a region that arrives together with its text is not
 * read out by every screen reader.
 */
export function Alert({ alert, fields, refusedWith }: AlertProps) {
  const { text, signInAgain } = useStage()
  const again = refusedWith ? signInAgain?.(refusedWith) : null
  const wrong = Object.values(fields).filter(Boolean).length
  return (
    <div role="alert">
      {alert && (
        <p class="alert">
          <Icon name="alert" />
          <span>
            {alert(text)} {again && <a href={again.address}>{again.label}</a>}
          </span>
        </p>
      )}
      {wrong > 0 && <span class="unseen">{text.correct(wrong)}</span>}
    </div>
  )
}

/** What has just been done, or a sentence that the server wants said above the form. */
export function Notice() {
  const { view, notice, text } = useStage()
  const said = notice?.(text) ?? view.notice
  return said ? (
    <p class={notice ? 'notice notice-right' : 'notice'} role="status">
      {notice && <Icon name="check" />}
      <span>{said}</span>
    </p>
  ) : null
}
