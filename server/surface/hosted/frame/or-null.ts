import { type Code, Refusal } from '@menshen/contract/errors'

/** Null in place of a refusal with one of these codes, where a page has something else to show. */
export async function orNull<Answer>(codes: readonly Code[], asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refusal && codes.includes(error.code)) return null
    throw error
  }
}
