import type { Admission } from '#domain/shape/caller.ts'
import type { Grounded } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Situation } from '#domain/shape/situation.ts'
import type { Tools } from '#domain/shape/tools.ts'
import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { believedClient, enter } from './enter.ts'
import { beforeOf, runVerb } from './run-verb.ts'

export function createDomain(unit: UnitOfWork, tools: Tools, clock: Clock): Grounded {
  const ground = { unit, tools, clock }

  async function situationOf(admits: Admission, hints: Hints): Promise<Situation> {
    const place = await enter(tools, admits, hints, clock())
    return {
      ...place,
      presented: hints.known ?? hints.token,
      client: await believedClient(tools, hints, place.pool, clock()),
      origin: hints.origin,
      language: hints.language,
    }
  }

  return {
    ...ground,
    callAt: (verb, situation, input) => runVerb(ground, verb, situation, input),
    call: async (verb, hints, input) => runVerb(ground, verb, await situationOf(verb.admits, hints), input),
    async ask(question, hints, input) {
      const situation = await situationOf(question.admits, hints)
      return question.answer(beforeOf(ground, situation), input)
    },
  }
}
