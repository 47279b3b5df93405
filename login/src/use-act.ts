import { useEffect, useRef, useState } from 'preact/hooks'
import { type Action, act, type FieldName, type Result } from './act.ts'
import { useStage } from './stage.ts'
import type { Text } from './text/en.ts'

/** A sentence that can be said again after a switch of language. What the server said stays as it was said. */
export type Say = (text: Text) => string
export type FieldErrors = Partial<Record<FieldName, Say>>
/** A picture to be read; `turn` counts those shown, since each is good for one try. */
export type Captcha = { address: string; turn: number }
type Progress = {
  busy: Action | null
  alert: Say | null
  fields: FieldErrors
  location: string | null
  captcha: Captcha | null
  /** The number of the refusal that came last; null once something else has happened. */
  refusedWith: number | null
}

const still: Progress = {
  busy: null,
  alert: null,
  fields: {},
  location: null,
  captcha: null,
  refusedWith: null,
}

/**
 * The life of one form: checks shown, request under way, refusal shown on its field, or on the way out. `has` names the
 * fields of this form; what is wrong with any other is said above it.
 */
export function useAct(has: readonly FieldName[]) {
  const { situation, language, show, renew, askFactor } = useStage()
  const [progress, setProgress] = useState<Progress>(still)
  const [complaints, setComplaints] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  // State is as old as the last paint; two events of one moment must not send twice.
  const underway = useRef(false)

  // The first wrong field takes the focus, so that its error is read out and can be mended at once. Once per complaint
  // and not whenever an error is shown: mending one field must not throw the person into the next.
  useEffect(() => {
    if (complaints > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-asked]')?.focus()
  }, [complaints])

  // Coming back with the browser's Back button restores this very page, button still turning.
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => {
      if (!event.persisted) return
      underway.current = false
      setProgress(still)
    }
    addEventListener('pageshow', wake)
    return () => removeEventListener('pageshow', wake)
  }, [])

  /** True when it succeeded and the page goes on by itself. */
  const send = async (action: Action, body: object): Promise<boolean> => (await ask(action, body)) !== null

  /** The same, for what the server then has to tell. */
  async function ask(action: Action, body: object): Promise<Record<string, unknown> | null> {
    if (underway.current) return null
    underway.current = true
    setProgress(({ captcha }) => ({ ...still, captcha, busy: action }))
    const result = await act(situation, action, language, body)
    return take(action, result, body) && result.kind === 'done' ? result.data : null
  }

  /** What came of an action, be it sent by `send` or by something on the page that asks by itself. */
  function take(action: Action, result: Result, body: object): boolean {
    if (result.kind === 'go') {
      setProgress({ ...still, busy: action, location: result.location })
      location.assign(result.location)
      return false
    }
    underway.current = false
    if (result.kind === 'expired') show('expired')
    else if (result.kind === 'renewal')
      renew({ ...result.renewal, present: (body as { password?: string }).password ?? '' })
    else if (result.kind === 'factor') askFactor(result.asked)
    else if (result.kind === 'refused') refused(result)
    else if (result.kind === 'done') setProgress(still)
    else setProgress(({ captcha }) => ({ ...still, captcha, alert: (text) => text[result.kind] }))
    return result.kind === 'done'
  }

  function refused({ code, field, message, captcha }: Extract<Result, { kind: 'refused' }>) {
    // Some of the catalogue's sentences are for programs, or for whoever runs the service.
    const say: Say = (text) => (field === 'captchaCode' ? text.captchaWrong : (text.said[code] ?? message))
    const place =
      field && (has.includes(field) || field === 'captchaCode') ? { fields: { [field]: say } } : { alert: say }
    // Every try uses its picture up.
    setProgress(({ captcha: shown }) => {
      const address = captcha ?? shown?.address
      return {
        ...still,
        ...place,
        refusedWith: code,
        captcha: address ? { address, turn: (shown?.turn ?? 0) + 1 } : null,
      }
    })
    if (captcha || 'fields' in place) setComplaints((count) => count + 1)
  }

  function forget(field: FieldName) {
    setProgress((now) => (now.fields[field] ? { ...now, fields: { ...now.fields, [field]: undefined } } : now))
  }

  function complain(fields: FieldErrors) {
    setProgress(({ captcha }) => ({ ...still, captcha, fields }))
    setComplaints((count) => count + 1)
  }

  function anotherPicture() {
    setProgress((now) => ({ ...now, captcha: now.captcha && { ...now.captcha, turn: now.captcha.turn + 1 } }))
  }

  return { ...progress, form, send, ask, take, complain, forget, anotherPicture }
}

export type Acting = ReturnType<typeof useAct>
