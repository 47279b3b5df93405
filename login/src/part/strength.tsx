import { grade } from '../password.ts'
import { useStage } from '../stage.ts'

/** The meter under a new password. The word says what the bars show; colour alone says nothing. */
export function Strength({ password }: { password: string }) {
  const { text, view } = useStage()
  const reached = grade(password, view.password)
  return (
    <div class={`strength strength-${reached}`}>
      <span class="strength-bars" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <i key={step} class={step <= reached ? 'on' : undefined} />
        ))}
      </span>
      <span class="strength-word" aria-live="polite">
        {reached > 0 && <span class="unseen">{text.gradeLabel}: </span>}
        {text.grade(reached)}
      </span>
    </div>
  )
}
