import { useStage } from '../stage.ts'
import type { Acting } from '../use-act.ts'

export function Submit({ label, busy }: { label: string; busy: boolean }) {
  const { text } = useStage()
  return (
    <button type="submit" class="button button-main" aria-disabled={busy ? 'true' : undefined}>
      {busy && <span class="spinner" aria-hidden="true" />}
      <span>{busy ? text.busy : label}</span>
    </button>
  )
}

/** Leaving without signing in: the application is told, so that it is not left waiting. */
export function Cancel({ acting }: { acting: Acting }) {
  const { text, view } = useStage()
  return (
    <button type="button" class="link link-quiet" onClick={() => acting.send('cancel', {})}>
      {text.back(view.application.name)}
    </button>
  )
}

/** Shown late (the style sheet delays it), for the browser or native application that does not take over. */
export function Leaving({ location }: { location: string | null }) {
  const { text, view } = useStage()
  if (!location) return null
  return (
    <p class="leaving" role="status">
      {text.leaving(view.application.name)} <a href={location}>{text.leavingLink}</a>
    </p>
  )
}
