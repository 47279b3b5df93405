/**
 * Does so many, never more than `lanes` of them at once, and answers all results in order. With as many lanes as there are
 * connections the database sees no less at once than if all came together, and none waits for a connection until it is turned away.
 */
export async function atMost<T>(lanes: number, count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const lane = async () => {
    while (next < count) {
      const index = next++
      results[index] = await work(index)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}
