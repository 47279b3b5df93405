import type { ComponentChildren } from 'preact'
import type { FormState } from '../use-act.ts'
import { Alert } from './alert.tsx'

type FormProps = {
  acting: FormState
  submit: () => unknown
  /** Left out: while something is under way. */
  busy?: boolean
  /** What it does cannot be taken back. */
  perilous?: boolean
  children: ComponentChildren
}

/** A form, with what is wrong with it above its fields. What the browser would check it does not: its words are not ours. */
export function Form({ acting, submit, busy = acting.busy !== null, perilous, children }: FormProps) {
  return (
    <form
      ref={acting.form}
      method="post"
      class={perilous ? 'perilous' : undefined}
      noValidate
      aria-busy={busy ? 'true' : undefined}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Alert {...acting} />
      {children}
    </form>
  )
}
