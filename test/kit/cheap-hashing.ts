import type { HashingCost } from '#platform/password-hasher.ts'

/** A seventieth of what a real server pays: most tests are about something else. */
export const cheapHashing: HashingCost = { memoryCost: 64, timeCost: 1 }
