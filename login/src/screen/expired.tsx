import { Ending } from '../part/ending.tsx'
import { useStage } from '../stage.ts'

export function Expired() {
  const { view, text } = useStage()
  const { name } = view.application
  return (
    <Ending icon="clock" title={text.expiredTitle} lead={text.expiredLead(name)} homeLabel={text.expiredLink(name)} />
  )
}
