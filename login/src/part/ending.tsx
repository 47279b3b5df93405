import { useEffect, useRef } from 'preact/hooks'
import { useStage } from '../stage.ts'
import { homeOf } from '../view.ts'
import { Icon, type IconName } from './icon.tsx'

type EndingProps = { icon: IconName; title: string; lead: string; homeLabel: string }

/** Nothing more is to be done here: what has come of it, and the way back to the application where it has an address. */
export function Ending({ icon, title, lead, homeLabel }: EndingProps) {
  const { view } = useStage()
  const heading = useRef<HTMLHeadingElement>(null)
  const home = homeOf(view)
  // The form that had the focus is gone; without this a screen reader would be left nowhere.
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <header class="heading">
        <span class="emblem emblem-quiet" aria-hidden="true">
          <Icon name={icon} />
        </span>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p>{lead}</p>
      </header>
      {home && (
        <a class="button button-main" href={home}>
          {homeLabel}
        </a>
      )}
    </>
  )
}
