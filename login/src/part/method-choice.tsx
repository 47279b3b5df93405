import type { SignUpMethod } from '@menshen/contract/pages/sign-in'
import { useStage } from '../stage.ts'

type MethodChoiceProps = { methods: SignUpMethod[]; chosen: SignUpMethod; choose: (method: SignUpMethod) => void }

/** Real radio buttons, so that arrow keys and screen readers need nothing from us. */
export function MethodChoice({ methods, chosen, choose }: MethodChoiceProps) {
  const { text } = useStage()
  return (
    <fieldset class="choice">
      <legend class="unseen">{text.signUpWith}</legend>
      {methods.map((method) => (
        <label key={method}>
          <input
            type="radio"
            name="method"
            value={method}
            checked={method === chosen}
            onChange={() => choose(method)}
          />
          <span>{text.method(method)}</span>
        </label>
      ))}
    </fieldset>
  )
}
