import type { ComponentChildren } from 'preact'
import { useStage } from '../stage.ts'
import { beginning, type EntryScreen, further, iconOf, waysIn, waysUp } from '../ways.ts'
import { Icon } from './icon.tsx'

type OtherWaysProps = {
  /** The one that the screen shows. */
  now: EntryScreen
  /** Buttons that do something on this screen, ahead of those that lead to another. */
  children?: ComponentChildren
}

/** What else this application takes in the place of what the screen asks for. */
export function OtherWays({ now, children }: OtherWaysProps) {
  const { view, text, show } = useStage()
  const up = now.startsWith('sign-up')
  const others = (up ? waysUp : waysIn).filter(
    (way) => way !== now && (further[way]?.(view) ?? beginning(view, way) === way),
  )
  if (!children && others.length === 0) return null
  return (
    <fieldset class="methods" aria-labelledby="methods-title">
      <p id="methods-title">{up ? text.orSignUp : text.orSignIn}</p>
      <div>
        {children}
        {others.map((way) => (
          <button key={way} type="button" class="button" onClick={() => show(way)}>
            <Icon name={iconOf[way]} />
            {way === 'sign-in-code' || way === 'sign-up-code'
              ? text.codeBy(view[up ? 'signUp' : 'signIn'].codes)
              : text.way[way]}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
