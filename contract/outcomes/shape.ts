/** One row of the catalogue: what a caller can be told, in every form a door needs. */
export type Outcome = {
  /** What code, logs and the reference call it: PascalCase, unique. */
  name: string
  /** The `statusCode` family of V3. Whether it is also the HTTP status is for each door to say. */
  status: number
  /** The two texts. `{name}` marks a value that the refusing code must supply; both languages have the same ones. */
  en: string
  zh: string
  /** What an integrator should do about it: one sentence each, for the reference pages. */
  note: string
  noteZh: string
  /** Keys that `data` carries with this outcome; without it `data` is null. */
  payload?: readonly string[]
  /** One of the 96 numbers of the founding error page of the V2 documentation. */
  onFoundingPage?: true
  /** Set when only the Chinese edition of that page has the number. */
  edition?: 'zh'
  /** Other texts under the same number, by name. */
  variants?: Readonly<Record<string, Variant>>
}

/** Another text of a row. Status and advice are the row's own unless the variant has its own. */
export type Variant = { en: string; zh: string; status?: number; note?: string; noteZh?: string }

/** The rows of one topic, by wire number. */
export type OutcomeRows = Readonly<Record<number, Outcome>>
