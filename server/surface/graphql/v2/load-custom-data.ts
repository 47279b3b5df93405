import type { CustomValue } from '#domain/people/custom-field/custom-field.ts'
import { valuesOfPeople } from '#domain/people/custom-field/read-values.ts'
import type { RowContext } from './context.ts'

type Person = { id: string; userPoolId: string }

interface Batch {
  ids: Set<string>
  values: Promise<Map<string, CustomValue[]>>
}

const open = new WeakMap<RowContext, Map<string, Batch>>()

/** The values of one person; all people of an answer who are asked for together are read by one statement. */
export async function loadCustomData(context: RowContext, { id, userPoolId }: Person): Promise<CustomValue[]> {
  const batches = open.get(context) ?? new Map<string, Batch>()
  open.set(context, batches)
  const batch = batches.get(userPoolId) ?? begin(context, batches, userPoolId)
  batch.ids.add(id)
  return (await batch.values).get(id) ?? []
}

/** A batch is open until everything that can run now has run: by then every row of a list has asked. */
function begin({ domain }: RowContext, batches: Map<string, Batch>, userPoolId: string): Batch {
  const ids = new Set<string>()
  const settled = new Promise<void>((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)))
  const values = settled.then(() => {
    batches.delete(userPoolId)
    return valuesOfPeople(domain, userPoolId, [...ids])
  })
  const batch = { ids, values }
  batches.set(userPoolId, batch)
  return batch
}
