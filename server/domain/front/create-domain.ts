import { useNonce } from '#domain/entry/access-key/use-nonce.ts'
import type { Grounded } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { ShownSignature } from '#domain/shape/signature.ts'
import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import { type Asked, believedClient, enter } from './enter.ts'
import { beforeOf, runVerb } from './run-verb.ts'

/** Requests whose nonce is used, or is being used: one that asks for several things is still one. */
const using = new WeakMap<ShownSignature, Promise<void>>()

export function createDomain(unit: UnitOfWork, ports: Ports, clock: Clock): Grounded {
  const ground = { unit, ports, clock }

  async function requestContextOf(asked: Asked, hints: Hints): Promise<RequestContext> {
    const { nonce, ...entry } = await enter(ports, asked, hints, clock())
    // Before anything is done or told: whoever sends the request again finds it used.
    if (nonce && hints.signature) {
      const use = using.get(hints.signature) ?? useNonce(unit, nonce)
      using.set(hints.signature, use)
      await use
    }
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
    call: async (verb, hints, input) =>
      runVerb(ground, verb, await requestContextOf({ admits: verb.admits, changes: true }, hints), input),
    async ask(question, hints, input) {
      const requestContext = await requestContextOf({ admits: question.admits, changes: false }, hints)
      return question.answer(beforeOf(ground, requestContext), input)
    },
  }
}
