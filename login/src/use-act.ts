import type { Actions } from '@menshen/contract/pages/action'
import type { SignInActions } from '@menshen/contract/pages/sign-in-actions'
import { type Dispatch, type StateUpdater, useEffect, useRef, useState } from 'preact/hooks'
import { type Act, type FieldName, post, type Refused, type Result } from './act.ts'
import { type FieldErrors, nextPicture, type Progress, placeOf, still } from './progress.ts'
import { useStage } from './stage.ts'

/**
 * The life of one form: checks shown, request under way, refusal shown on its field, or on the way out. `has` names the
 * fields of this form; what is wrong with any other is said above it. `All` are the actions of its page.
 */
export function useAct<All extends Actions = SignInActions>(has: readonly FieldName[]) {
  type Action = keyof All & string
  const { view, language } = useStage()
  const [progress, setProgress] = useState<Progress<Action>>(still)
  const { form, pointOut } = useFirstFault()
  const show = useShowing(has, setProgress, pointOut)
  // State is as old as the last paint; two events of one moment must not send twice.
  const underway = useRef(false)
  useWake(() => {
    underway.current = false
    setProgress(still)
  })

  /** True when it succeeded and the page goes on by itself. */
  const send = async <Name extends Action>(action: Name, body: All[Name]['sent']): Promise<boolean> =>
    (await ask(action, body)) !== null

  /** The same, for what the server then has to tell. */
  async function ask<Name extends Action>(action: Name, body: All[Name]['sent']): Promise<All[Name]['told'] | null> {
    if (underway.current) return null
    underway.current = true
    setProgress(({ captcha }) => ({ ...still, captcha, busy: action }))
    const act: Act<All> = post
    const result = await act(view, action, language, body)
    return take(action, result, body) && result.kind === 'done' ? result.data : null
  }

  /** What came of an action, be it sent by `send` or by something on the page that asks by itself. */
  function take(action: Action, result: Result, body: object): boolean {
    underway.current = result.kind === 'go'
    show(action, result, body)
    return result.kind === 'done'
  }

  return { ...progress, ...mending(setProgress, pointOut), form, send, ask, take }
}

export type Acting<All extends Actions = SignInActions> = ReturnType<typeof useAct<All>>

/** What a form shows of its life, whatever it does. */
export type FormState = Progress & Pick<Acting, 'form'>

type SetProgress<Action extends string> = Dispatch<StateUpdater<Progress<Action>>>

/** Shows what came of an action: on the form, or on the screen that there is for it. */
function useShowing<Action extends string>(
  has: readonly FieldName[],
  setProgress: SetProgress<Action>,
  pointOut: () => void,
) {
  const goElsewhere = useElsewhere()

  function refused(refusal: Refused) {
    const place = placeOf(refusal, has)
    setProgress(({ captcha }) => ({
      ...still,
      ...place,
      refusedWith: refusal.code,
      captcha: nextPicture(captcha, refusal.captcha ?? undefined),
    }))
    if (refusal.captcha || 'fields' in place) pointOut()
  }

  return (action: Action, result: Result, body: object) => {
    switch (result.kind) {
      case 'go':
        setProgress({ ...still, busy: action, location: result.location })
        return location.assign(result.location)
      case 'done':
        return setProgress(still)
      case 'refused':
        return refused(result)
      case 'unreachable':
      case 'garbled':
        return setProgress(({ captcha }) => ({ ...still, captcha, alert: (text) => text[result.kind] }))
      default:
        return goElsewhere(result, body)
    }
  }
}

/** Answers that no form can deal with: each has a screen of its own. */
function useElsewhere() {
  const { show, renew, askFactor } = useStage()
  return (result: Extract<Result, { kind: 'expired' | 'renewal' | 'factor' }>, body: object) => {
    if (result.kind === 'expired') show('expired')
    else if (result.kind === 'factor') askFactor(result.asked)
    else renew({ ...result.renewal, present: (body as { password?: string }).password ?? '' })
  }
}

/**
 * The first wrong field takes the focus, so that its error is read out and can be mended at once. Once per complaint and
 * not whenever an error is shown: mending one field must not throw the person into the next.
 */
function useFirstFault() {
  const form = useRef<HTMLFormElement>(null)
  const [complaints, setComplaints] = useState(0)
  useEffect(() => {
    if (complaints > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-asked]')?.focus()
  }, [complaints])
  return { form, pointOut: () => setComplaints((count) => count + 1) }
}

/** Coming back with the browser's Back button restores this very page, button still turning. */
function useWake(reset: () => void) {
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => event.persisted && reset()
    addEventListener('pageshow', wake)
    return () => removeEventListener('pageshow', wake)
  }, [])
}

/** What the person does about what is wrong, and what the page finds wrong before the server does. */
function mending<Action extends string>(setProgress: SetProgress<Action>, pointOut: () => void) {
  const forget = (field: FieldName) =>
    setProgress((now) => (now.fields[field] ? { ...now, fields: { ...now.fields, [field]: undefined } } : now))
  return {
    /** What a field of the form calls while somebody types into it: what was said of it is said no more. */
    typing:
      <Text extends string>(field: FieldName, set: (text: Text) => void) =>
      (text: Text) => {
        set(text)
        forget(field)
      },
    /** True when there is something to say. */
    complain(fields: FieldErrors): boolean {
      if (!Object.values(fields).some(Boolean)) return false
      setProgress(({ captcha }) => ({ ...still, captcha, fields }))
      pointOut()
      return true
    },
    anotherPicture: () => setProgress((now) => ({ ...now, captcha: nextPicture(now.captcha) })),
  }
}
