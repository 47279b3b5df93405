import type { Identity } from '#domain/people/identity/identity.ts'
import { identitiesOf } from '#domain/people/identity/list.ts'
import type { RowContext } from './context.ts'

type Person = { id: string; userPoolId: string }
type Batch = { ids: Set<string>; lists: Promise<Map<string, Identity[]>> }

const open = new WeakMap<RowContext, Map<string, Batch>>()

/** What one person has linked; all people of an answer who are asked for together are read by one statement. */
export async function loadIdentities(context: RowContext, { id, userPoolId }: Person): Promise<Identity[]> {
  const batches = open.get(context) ?? new Map<string, Batch>()
  open.set(context, batches)
  const batch = batches.get(userPoolId) ?? begin(context, batches, userPoolId)
  batch.ids.add(id)
  return (await batch.lists).get(id) ?? []
}

/** A batch is open until everything that can run now has run: by then every row of a list has asked. */
function begin({ domain }: RowContext, batches: Map<string, Batch>, userPoolId: string): Batch {
  const ids = new Set<string>()
  const settled = new Promise<void>((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)))
  const lists = settled.then(() => {
    batches.delete(userPoolId)
    return identitiesOf(domain, userPoolId, [...ids])
  })
  const batch = { ids, lists }
  batches.set(userPoolId, batch)
  return batch
}
