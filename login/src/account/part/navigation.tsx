import { type Section, sections } from '@menshen/contract/pages/centre'
import { useEffect, useRef } from 'preact/hooks'
import { addressOf } from '../centre.ts'
import { useRoom } from '../room.ts'

const ours = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

/** Links with addresses of their own, so that a section can be kept, sent to oneself and opened in another tab. */
export function Navigation({ section, go }: { section: Section; go: (section: Section) => void }) {
  const { centre, words } = useRoom()
  const { application } = centre
  const list = useRef<HTMLUListElement>(null)
  // On a phone the list is wider than the screen.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [section, words])
  return (
    <nav class="centre-nav" aria-label={words.navigation}>
      <ul ref={list}>
        {sections.map((name) => (
          <li key={name}>
            <a
              href={addressOf(centre, name)}
              aria-current={name === section ? 'page' : undefined}
              onClick={(event) => {
                if (!ours(event)) return
                event.preventDefault()
                if (name !== section) go(name)
              }}
            >
              {words.section(name)}
            </a>
          </li>
        ))}
        {application.home && (
          <li class="centre-home">
            <a href={application.home}>{words.back(application.name)}</a>
          </li>
        )}
      </ul>
    </nav>
  )
}
