import { type Declined, isDeclined, Refusal } from '@menshen/contract/errors'
import type { EventName } from '@menshen/contract/events'
import { requireStillIn } from '#domain/entry/session/still-in.ts'
import { performed } from '#domain/oversight/audit/performed.ts'
import { portsFor } from '#domain/proof/credential/ports-for.ts'
import type { Caller, KnownSession } from '#domain/shape/caller.ts'
import type { Ground } from '#domain/shape/domain.ts'
import { circumstancesOf, emitterOf, overhear } from '#domain/shape/emit.ts'
import { laterOf } from '#domain/shape/later.ts'
import type { RequestContext } from '#domain/shape/request-context.ts'
import type { AnyVerb, Before, Context, Preparing } from '#domain/shape/verb.ts'
import type { Work } from '#platform/database/unit-of-work.ts'
import { networkOf } from '#platform/network.ts'

/** Prepares a verb and runs it in one transaction. What it declines is thrown after the commit. */
export async function runVerb<Input, Output, Prepared>(
  ground: Ground,
  verb: AnyVerb<Input, Output, Prepared>,
  requestContext: RequestContext,
  input: Input,
): Promise<Output> {
  const result = await attempt(ground, verb, requestContext, input).catch(async (error) => {
    await noteRefused(ground, verb, requestContext, error)
    throw error
  })
  if (isDeclined(result)) throw result.declined
  return result
}

async function attempt<Input, Output, Prepared>(
  ground: Ground,
  verb: AnyVerb<Input, Output, Prepared>,
  requestContext: RequestContext,
  input: Input,
): Promise<Output | Declined> {
  const preparing: Preparing = {
    ...beforeOf(ground, requestContext),
    ahead: (count) => runAhead(ground, requestContext, count),
  }
  const prepared = await verb.prepare(preparing, input)
  return ground.unit.write(
    (work) => run(ground, verb, requestContext, prepared, work),
    networkOf(requestContext.client.ip),
  )
}

export function beforeOf({ unit, ports, clock }: Ground, requestContext: RequestContext): Before {
  const network = networkOf(requestContext.client.ip)
  return { ...requestContext, reader: unit.reader, now: clock(), ports: portsFor(network, ports) }
}

function contextOf(
  { ports, clock }: Ground,
  requestContext: RequestContext,
  { tx, changed, emit: put, later: queue }: Work,
): Context<EventName> {
  const { limits, keys } = ports
  const now = clock()
  const emit = emitterOf(circumstancesOf(requestContext), now, put)
  const later = laterOf(requestContext.pool.id, now, queue)
  return { ...requestContext, tx, changed, emit, later, limits, keys, now }
}

async function runAhead<Output>(
  ground: Ground,
  requestContext: RequestContext,
  count: (context: Context) => Promise<Output | Declined>,
): Promise<Output> {
  const inOneTransaction = (work: Work) => count(contextOf(ground, requestContext, work))
  const result = await ground.unit.write(inOneTransaction, networkOf(requestContext.client.ip))
  if (isDeclined(result)) throw result.declined
  return result
}

async function run<Input, Output, Prepared>(
  ground: Ground,
  verb: AnyVerb<Input, Output, Prepared>,
  requestContext: RequestContext,
  prepared: Prepared,
  work: Work,
): Promise<Output | Declined> {
  const plain = contextOf(ground, requestContext, work)
  const { emit, told } = overhear(plain.emit)
  const context = { ...plain, emit }
  const result = await verb.run(context, prepared)
  // Not after a decline: what it counted has to stay.
  const session = isDeclined(result) ? null : sessionOf(requestContext.caller)
  if (session) await requireStillIn({ tx: context.tx, pool: { id: session.userPoolId } }, session.sessionId)
  if (requestContext.caller.kind === 'manager') {
    const outcome = isDeclined(result) ? result.declined.code : 200
    emit('management.performed', performed(verb, told, outcome))
  }
  return result
}

/** That the caller acts in; an administrator's is one of the root pool. */
function sessionOf(caller: Caller): Pick<KnownSession, 'userPoolId' | 'sessionId'> | null {
  if (caller.kind === 'user') return caller
  return caller.kind === 'manager' ? (caller.administrator ?? null) : null
}

type Performing = Parameters<typeof performed>[0]

/** What administrators are refused is undone with everything else, so it is written down apart. */
async function noteRefused({ unit, clock }: Ground, verb: Performing, requestContext: RequestContext, error: unknown) {
  if (requestContext.caller.kind !== 'manager' || !(error instanceof Refusal)) return
  const refused = performed(verb, [], error.code)
  // The caller is owed the refusal, not the reason why it could not be noted.
  await unit
    .write(async ({ emit }) =>
      emitterOf(circumstancesOf(requestContext), clock(), emit)('management.performed', refused),
    )
    .catch(() => {})
}
