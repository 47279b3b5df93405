import { useStage } from '../stage.ts'
import { Emblem } from './emblem.tsx'

/** The application first, then what is asked of the person: they came here from it, not for us. */
export function Heading({ title, lead }: { title: string; lead: string }) {
  const { application } = useStage().situation
  return (
    <header class="heading">
      <Emblem name={application.name} picture={application.logo} />
      <h1>{title}</h1>
      <p>{lead}</p>
    </header>
  )
}
