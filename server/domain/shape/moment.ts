/** A moment of the years 1 to 9999, which every program can write down and the database holds; null for what is none. */
export function momentOf(said: string | number): Date | null {
  const moment = new Date(said)
  const year = moment.getUTCFullYear()
  return year >= 1 && year <= 9_999 ? moment : null
}
