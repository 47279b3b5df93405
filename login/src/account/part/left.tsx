import { useEffect, useRef } from 'preact/hooks'
import { addressOf } from '../centre.ts'
import { useRoom } from '../room.ts'

/** Instead of the sections, when nobody is signed in here any more. */
export function Left({ why }: { why: 'gone' | 'deleted' }) {
  const { centre, words, section } = useRoom()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const deleted = why === 'deleted'
  const home = centre.application.home
  return (
    <main class="centre-left">
      <h1 ref={title} tabIndex={-1}>
        {deleted ? words.data.deletedTitle : words.goneTitle}
      </h1>
      <p>{deleted ? words.data.deletedLead : words.goneLead}</p>
      {deleted ? (
        home && (
          <a class="button button-main" href={home}>
            {words.back(centre.application.name)}
          </a>
        )
      ) : (
        <a class="button button-main" href={addressOf(centre, section)}>
          {words.signInAgain}
        </a>
      )}
    </main>
  )
}
