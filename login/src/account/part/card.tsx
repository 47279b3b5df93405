import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { useRoom } from '../room.ts'

type CardProps = { title: string; lead?: string; children: ComponentChildren; aside?: ComponentChildren }

export function Card({ title, lead, children, aside }: CardProps) {
  const id = useId()
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head">
        <div>
          <h2 id={id}>{title}</h2>
          {lead && <p>{lead}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  )
}

type RowProps = { title: ComponentChildren; detail?: ComponentChildren; children?: ComponentChildren }

/** One thing with what can be done about it. */
export function Row({ title, detail, children }: RowProps) {
  return (
    <div class="row">
      <div class="row-text">
        <strong>{title}</strong>
        {detail && <span>{detail}</span>}
      </div>
      {children && <div class="row-acts">{children}</div>}
    </div>
  )
}

type RowButtonProps = {
  label: string
  /** In full, for people who do not see in which row it stands; left out where the label says all. */
  says?: string
  act: () => void
}

export function RowButton({ label, says, act }: RowButtonProps) {
  return (
    <button type="button" class="button button-small" aria-label={says} onClick={act}>
      {label}
    </button>
  )
}

/** While a section is on its way, and when it did not come. */
export function Waiting({ fault, again }: { fault: string | null; again: () => void }) {
  const { words } = useRoom()
  return (
    <div role="status" class="waiting">
      {fault ? (
        <>
          <p class="alert">{fault}</p>
          <button type="button" class="button" onClick={again}>
            {words.retry}
          </button>
        </>
      ) : (
        <>
          <span class="unseen">{words.loading}</span>
          <i class="bone" />
          <i class="bone" />
        </>
      )}
    </div>
  )
}
