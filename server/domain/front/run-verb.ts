import { type Declined, isDeclined, Refusal } from '@menshen/contract/errors'
import type { EventName } from '@menshen/contract/events'
import { requireStillIn } from '#domain/entry/session/still-in.ts'
import { performed } from '#domain/oversight/audit/performed.ts'
import { toolsFor } from '#domain/proof/credential/tools-for.ts'
import type { Ground } from '#domain/shape/domain.ts'
import { circumstancesOf, emitterOf, overhear } from '#domain/shape/emit.ts'
import { laterOf } from '#domain/shape/later.ts'
import type { Situation } from '#domain/shape/situation.ts'
import type { AnyVerb, Before, Context, Preparing } from '#domain/shape/verb.ts'
import type { Work } from '#platform/database/unit-of-work.ts'
import { networkOf } from '#platform/network.ts'

/** Prepares a verb and runs it in one transaction. What it declines is thrown after the commit. */
export async function runVerb<Input, Output, Seen>(
  ground: Ground,
  verb: AnyVerb<Input, Output, Seen>,
  situation: Situation,
  input: Input,
): Promise<Output> {
  const result = await attempt(ground, verb, situation, input).catch(async (error) => {
    await noteRefused(ground, verb, situation, error)
    throw error
  })
  if (isDeclined(result)) throw result.declined
  return result
}

async function attempt<Input, Output, Seen>(
  ground: Ground,
  verb: AnyVerb<Input, Output, Seen>,
  situation: Situation,
  input: Input,
): Promise<Output | Declined> {
  const preparing: Preparing = {
    ...beforeOf(ground, situation),
    ahead: (count) => runAhead(ground, situation, count),
  }
  const seen = await verb.prepare(preparing, input)
  return ground.unit.write((work) => run(ground, verb, situation, seen, work), networkOf(situation.client.ip))
}

export function beforeOf({ unit, tools, clock }: Ground, situation: Situation): Before {
  const network = networkOf(situation.client.ip)
  return { ...situation, look: unit.look, now: clock(), tools: toolsFor(network, tools) }
}

function contextOf(
  { tools, clock }: Ground,
  situation: Situation,
  { tx, changed, emit: put, later: queue }: Work,
): Context<EventName> {
  const { limits, keys } = tools
  const now = clock()
  const emit = emitterOf(circumstancesOf(situation), now, put)
  const later = laterOf(situation.pool.id, now, queue)
  return { ...situation, tx, changed, emit, later, limits, keys, now }
}

async function runAhead<Output>(
  ground: Ground,
  situation: Situation,
  count: (context: Context) => Promise<Output | Declined>,
): Promise<Output> {
  const inOneTransaction = (work: Work) => count(contextOf(ground, situation, work))
  const result = await ground.unit.write(inOneTransaction, networkOf(situation.client.ip))
  if (isDeclined(result)) throw result.declined
  return result
}

async function run<Input, Output, Seen>(
  ground: Ground,
  verb: AnyVerb<Input, Output, Seen>,
  situation: Situation,
  seen: Seen,
  work: Work,
): Promise<Output | Declined> {
  const plain = contextOf(ground, situation, work)
  const { emit, told } = overhear(plain.emit)
  const context = { ...plain, emit }
  const result = await verb.run(context, seen)
  // Not after a decline: what it counted has to stay.
  if (situation.caller.kind === 'user' && !isDeclined(result)) await requireStillIn(context, situation.caller.sessionId)
  if (situation.caller.kind === 'manager') {
    const outcome = isDeclined(result) ? result.declined.code : 200
    emit('management.performed', performed(verb, told, outcome))
  }
  return result
}

type Performing = Parameters<typeof performed>[0]

/** What administrators are refused is undone with everything else, so it is written down apart. */
async function noteRefused({ unit, clock }: Ground, verb: Performing, situation: Situation, error: unknown) {
  if (situation.caller.kind !== 'manager' || !(error instanceof Refusal)) return
  const refused = performed(verb, [], error.code)
  // The caller is owed the refusal, not the reason why it could not be noted.
  await unit
    .write(async ({ emit }) => emitterOf(circumstancesOf(situation), clock(), emit)('management.performed', refused))
    .catch(() => {})
}
