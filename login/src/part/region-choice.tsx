import { useMemo, useState } from 'preact/hooks'
import { inFull, namesRegion } from '../address.ts'
import { namedRegions, type Region, regions, usualRegion } from '../regions.ts'
import { useStage } from '../stage.ts'

/** Where a phone number is from that does not say so itself, and the number as codes will go to it. */
export function useRegion(typed: string, isPhone: boolean) {
  const { language } = useStage()
  const [chosen, choose] = useState<Region | null>(null)
  const region = chosen ?? usualRegion(language)
  const open = isPhone && !namesRegion(typed)
  return { open, full: open ? inFull(typed, region.calling) : typed.trim(), region, choose }
}

/** Below the field for a number; nothing where none is needed. */
export function RegionChoice({ open, full, region, choose }: ReturnType<typeof useRegion>) {
  const { language, text } = useStage()
  const options = useMemo(() => namedRegions(language), [language])
  if (!open) return null
  return (
    <div class="region">
      <label for="region">{text.region}</label>
      <select
        id="region"
        name="region"
        value={region.code}
        autocomplete="off"
        onChange={({ currentTarget }) => {
          const picked = regions.find(({ code }) => code === currentTarget.value)
          if (picked) choose(picked)
        }}
      >
        {options.map(({ code, calling, name }) => (
          <option key={code} value={code}>
            {name} +{calling}
          </option>
        ))}
      </select>
      <p class="field-hint" role="status">
        {text.goesTo} <bdi>{full}</bdi>
      </p>
    </div>
  )
}
