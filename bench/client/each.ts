import { type Connection, openConnection } from './connection.ts'

/** How many ask at the same time, when the stage is set and when it is measured. */
export const connections = 16

/** Does something for each of the items, several at a time, each line with a connection of its own. */
export async function each<Item, Result>(
  origin: string,
  items: readonly Item[],
  work: (line: Connection, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length)
  let next = 0
  async function go(): Promise<void> {
    const line = await openConnection(origin)
    try {
      for (let at = next++; at < items.length; at = next++) results[at] = await work(line, items[at] as Item)
    } finally {
      line.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(connections, items.length) }, go))
  return results
}
