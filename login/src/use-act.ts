import { useEffect, useRef, useState } from 'preact/hooks'
import { type Action, act, type FieldName } from './act.ts'
import { useStage } from './stage.ts'
import type { Text } from './text/en.ts'

/** A sentence that can be said again after a switch of language. What the server said stays as it was said. */
export type Say = (text: Text) => string
export type FieldErrors = Partial<Record<FieldName, Say>>
type Progress = { busy: Action | null; alert: Say | null; fields: FieldErrors; location: string | null }

const still: Progress = { busy: null, alert: null, fields: {}, location: null }

/** The life of one form: checks shown, request under way, refusal shown on its field, or on the way out. */
export function useAct() {
  const { situation, language, show } = useStage()
  const [progress, setProgress] = useState<Progress>(still)
  const [complaints, setComplaints] = useState(0)
  const form = useRef<HTMLFormElement>(null)

  // The first wrong field takes the focus, so that its error is read out and can be mended at once. Once per complaint
  // and not whenever an error is shown: mending one field must not throw the person into the next.
  useEffect(() => {
    if (complaints > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [complaints])

  // Coming back with the browser's Back button restores this very page, button still turning.
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => event.persisted && setProgress(still)
    addEventListener('pageshow', wake)
    return () => removeEventListener('pageshow', wake)
  }, [])

  async function send(action: Action, body: object) {
    if (progress.busy) return
    setProgress({ ...still, busy: action })
    const result = await act(situation, action, language, body)
    if (result.kind === 'expired') return show('expired')
    if (result.kind === 'go') {
      setProgress({ ...still, busy: action, location: result.location })
      return location.assign(result.location)
    }
    if (result.kind !== 'refused') return setProgress({ ...still, alert: (text) => text[result.kind] })
    const say = () => result.message
    return result.field ? complain({ [result.field]: say }) : setProgress({ ...still, alert: say })
  }

  function forget(field: FieldName) {
    if (progress.fields[field]) setProgress({ ...progress, fields: { ...progress.fields, [field]: undefined } })
  }

  function complain(fields: FieldErrors) {
    setProgress({ ...still, fields })
    setComplaints((count) => count + 1)
  }

  return { ...progress, form, send, complain, forget }
}

export type Acting = ReturnType<typeof useAct>
