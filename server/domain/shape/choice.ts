import { refuse } from '@menshen/contract/errors'

/** Of a long list no more are told. */
const most = 50

/** The one of `choices` that a value is; 400, which tells them all, where it is none. `field` is its name on the wire. */
export function choiceOf<Choice extends string>(value: unknown, field: string, choices: readonly Choice[]): Choice {
  return choices.find((choice) => choice === value) ?? refuseChoice(field, choices)
}

export function refuseChoice(field: string, choices: readonly (string | number)[]): never {
  const shown = choices.length > most ? [...choices.slice(0, most), '…'] : choices
  return refuse(400, { variant: 'choice', values: { field, choices: shown.join(', ') } })
}
