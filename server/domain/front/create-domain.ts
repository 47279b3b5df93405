import { type Declined, isDeclined, Refusal } from '@menshen/contract/errors'
import { requireStillIn } from '#domain/entry/session/still-in.ts'
import { targetsOf } from '#domain/oversight/audit/targets.ts'
import { toolsFor } from '#domain/proof/credential/tools-for.ts'
import type { Domain } from '#domain/shape/domain.ts'
import { circumstancesOf, emitterOf } from '#domain/shape/emit.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Situation } from '#domain/shape/situation.ts'
import type { Tools } from '#domain/shape/tools.ts'
import type { Before, Context, Preparing, Verb } from '#domain/shape/verb.ts'
import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork, Work } from '#platform/database/unit-of-work.ts'
import { networkOf } from '#platform/network.ts'
import { believedClient, enter } from './enter.ts'

export function createDomain(unit: UnitOfWork, tools: Tools, clock: Clock): Domain {
  async function situationOf(admits: Verb<never, unknown>['admits'], hints: Hints): Promise<Situation> {
    const place = await enter(tools, admits, hints, clock())
    return {
      ...place,
      presented: hints.token,
      client: await believedClient(tools, hints, place.pool, clock()),
      origin: hints.origin,
      language: hints.language,
    }
  }

  function contextOf(situation: Situation, { tx, changed, emit: put }: Work): Context {
    const { limits, keys } = tools
    const now = clock()
    const emit = emitterOf(circumstancesOf(situation), now, put)
    return { ...situation, tx, changed, emit, limits, keys, now }
  }

  function beforeOf(situation: Situation): Before {
    const network = networkOf(situation.client.ip)
    return { ...situation, look: unit.look, now: clock(), tools: toolsFor(network, tools) }
  }

  async function ahead<Output>(
    situation: Situation,
    count: (context: Context) => Promise<Output | Declined>,
  ): Promise<Output> {
    const result = await unit.write((work) => count(contextOf(situation, work)), networkOf(situation.client.ip))
    if (isDeclined(result)) throw result.declined
    return result
  }

  async function run<Input, Output, Seen>(
    verb: Verb<Input, Output, Seen>,
    situation: Situation,
    seen: Seen,
    work: Work,
  ): Promise<Output | Declined> {
    const context = contextOf(situation, work)
    const result = await verb.run(context, seen)
    // What was counted stays counted, whoever was refused.
    if (situation.caller.kind === 'user' && !isDeclined(result))
      await requireStillIn(context, situation.caller.sessionId)
    if (situation.caller.kind === 'manager') {
      const [outcome, output] = isDeclined(result) ? [result.declined.code, null] : [200, result]
      const { ids: targets, userId } = targetsOf(verb.name, output, seen)
      context.emit('management.performed', { operation: verb.name, targets, userId, outcome })
    }
    return result
  }

  /** What administrators are refused is undone with everything else, so it is written down apart. */
  async function noteRefused(operation: string, situation: Situation, error: unknown): Promise<void> {
    if (situation.caller.kind !== 'manager' || !(error instanceof Refusal)) return
    const refused = { operation, targets: [], userId: null, outcome: error.code }
    // The caller is owed the refusal, not the reason why it could not be noted.
    await unit
      .write(async ({ emit }) => emitterOf(circumstancesOf(situation), clock(), emit)('management.performed', refused))
      .catch(() => {})
  }

  async function callAt<Input, Output, Seen>(
    verb: Verb<Input, Output, Seen>,
    situation: Situation,
    input: Input,
  ): Promise<Output> {
    const result = await attempt(verb, situation, input).catch(async (error) => {
      await noteRefused(verb.name, situation, error)
      throw error
    })
    if (isDeclined(result)) throw result.declined
    return result
  }

  async function attempt<Input, Output, Seen>(
    verb: Verb<Input, Output, Seen>,
    situation: Situation,
    input: Input,
  ): Promise<Output | Declined> {
    const preparing: Preparing = { ...beforeOf(situation), ahead: (count) => ahead(situation, count) }
    const seen = await verb.prepare(preparing, input)
    return unit.write((work) => run(verb, situation, seen, work), networkOf(situation.client.ip))
  }

  return {
    callAt,
    call: async (verb, hints, input) => callAt(verb, await situationOf(verb.admits, hints), input),
    async ask(question, hints, input) {
      const situation = await situationOf(question.admits, hints)
      return question.answer(beforeOf(situation), input)
    },
    unit,
    tools,
    clock,
  }
}
