import { isDeclined } from '@menshen/contract/errors'
import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { believedClient, enter, type Hints } from './enter.ts'
import type { Tools } from './tools.ts'
import type { Question, Situation, Verb } from './verb.ts'

/** The way from a door to an operation: resolves tenant and caller, prepares, runs in one transaction. */
export interface Domain {
  /** Runs a verb for whoever the hints turn out to be. Throws a `Refusal`. */
  call<Input, Output, Seen>(verb: Verb<Input, Output, Seen>, hints: Hints, input: Input): Promise<Output>
  ask<Input, Output>(question: Question<Input, Output>, hints: Hints, input: Input): Promise<Output>
  /** Runs a verb where tenant and caller are known already, as in the OpenID Connect door and at the first start. */
  callAt<Input, Output, Seen>(verb: Verb<Input, Output, Seen>, situation: Situation, input: Input): Promise<Output>
  unit: UnitOfWork
  tools: Tools
  clock: Clock
}

export function createDomain(unit: UnitOfWork, tools: Tools, clock: Clock): Domain {
  async function situationOf(admits: Verb<never, unknown>['admits'], hints: Hints): Promise<Situation> {
    const place = await enter(tools, admits, hints, clock())
    return {
      ...place,
      client: await believedClient(tools, hints, place.pool, clock()),
      origin: hints.origin,
      language: hints.language,
    }
  }

  async function callAt<Input, Output, Seen>(
    verb: Verb<Input, Output, Seen>,
    situation: Situation,
    input: Input,
  ): Promise<Output> {
    const seen = await verb.prepare({ ...situation, look: unit.look, now: clock(), tools }, input)
    const { limits, keys } = tools
    const result = await unit.write(({ tx, changed }) =>
      verb.run({ ...situation, tx, changed, limits, keys, now: clock() }, seen),
    )
    if (isDeclined(result)) throw result.declined
    return result
  }

  return {
    callAt,
    call: async (verb, hints, input) => callAt(verb, await situationOf(verb.admits, hints), input),
    async ask(question, hints, input) {
      const situation = await situationOf(question.admits, hints)
      return question.answer({ ...situation, look: unit.look, now: clock(), tools }, input)
    },
    unit,
    tools,
    clock,
  }
}
