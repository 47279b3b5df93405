import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../part/icon.tsx'
import { homeOf } from '../situation.ts'
import { useStage } from '../stage.ts'

export function Expired() {
  const { situation, text } = useStage()
  const title = useRef<HTMLHeadingElement>(null)
  const home = homeOf(situation)
  // The form that had the focus is gone; without this a screen reader would be left nowhere.
  useEffect(() => title.current?.focus(), [])
  return (
    <>
      <header class="heading">
        <span class="emblem emblem-quiet" aria-hidden="true">
          <Icon name="clock" />
        </span>
        <h1 ref={title} tabIndex={-1}>
          {text.expiredTitle}
        </h1>
        <p>{text.expiredLead(situation.application.name)}</p>
      </header>
      {home && (
        <a class="button button-main" href={home}>
          {text.expiredLink(situation.application.name)}
        </a>
      )}
    </>
  )
}
