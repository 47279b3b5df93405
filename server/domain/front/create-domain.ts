import { useNonce } from '#domain/entry/access-key/use-nonce.ts'
import type { Admission } from '#domain/shape/caller.ts'
import type { Grounded } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { believedClient, enter } from './enter.ts'
import { beforeOf, runVerb } from './run-verb.ts'

export function createDomain(unit: UnitOfWork, ports: Ports, clock: Clock): Grounded {
  const ground = { unit, ports, clock }

  async function requestContextOf(admits: Admission, hints: Hints): Promise<RequestContext> {
    const { nonce, ...entry } = await enter(ports, admits, hints, clock())
    // Before anything is done or told: whoever sends the request again finds it used.
    if (nonce) await useNonce(unit, nonce)
    return {
      ...entry,
      client: await believedClient(ports, hints, entry, clock()),
      origin: hints.origin,
      language: hints.language,
    }
  }

  return {
    ...ground,
    callAt: (verb, requestContext, input) => runVerb(ground, verb, requestContext, input),
    call: async (verb, hints, input) => runVerb(ground, verb, await requestContextOf(verb.admits, hints), input),
    async ask(question, hints, input) {
      const requestContext = await requestContextOf(question.admits, hints)
      return question.answer(beforeOf(ground, requestContext), input)
    },
  }
}
