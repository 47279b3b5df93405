/** For an `LRUCache` of so many at the most that grows to it: `max` takes the room for all of them at once, some forty bytes for each. */
export const growTo = (most: number) => ({ maxSize: most, sizeCalculation: () => 1 })
