import type { Centre, Section } from '@menshen/contract/pages/centre'
import { useEffect, useState } from 'preact/hooks'
import { addressOf, sectionAt } from './centre.ts'

/** The section that is shown. Its address follows it, and it follows the browser's Back. */
export function useSection(centre: Centre) {
  const [section, setSection] = useState<Section>(centre.section)

  useEffect(() => {
    const follow = () => setSection(sectionAt(centre, location.pathname))
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [centre])

  function go(next: Section) {
    history.pushState(null, '', addressOf(centre, next))
    setSection(next)
    scrollTo(0, 0)
  }

  return { section, go }
}
