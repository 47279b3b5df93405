import { useState } from 'preact/hooks'

/** A picture in a tile, or the first letter of the name when there is none or it does not load. */
export function Emblem({ name, picture, round }: { name: string; picture: string | null; round?: boolean }) {
  const [broken, setBroken] = useState(false)
  const letter = [...name.trim()][0]?.toUpperCase() ?? '·'
  return (
    <span class={round ? 'emblem emblem-round' : 'emblem'} aria-hidden="true">
      {picture && !broken ? (
        <img src={picture} alt="" referrerpolicy="no-referrer" onError={() => setBroken(true)} />
      ) : (
        letter
      )}
    </span>
  )
}
