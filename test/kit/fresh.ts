let counter = 0

/** An address that no test of this file has had. */
export const freshEmail = () => `fresh${++counter}@example.com`

/** A number of China that no test of this file has had. */
export const freshPhone = () => `138${10_000_000 + ++counter}`

/** A code that is surely not this one. */
export const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
