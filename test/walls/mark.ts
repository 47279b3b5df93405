/** One operation of a door: a GraphQL document, or a method and a path. */
export type Speak = (line: string, body: object, token?: string) => Promise<Record<string, unknown>>

/** What must hold on whatever is written here: a text that stands nowhere else. */
export const markOf = (label: string, what: string) => `${what}-of-${label}`

export type Mark = (what: string) => string

export const mutation = (name: string, declared: string, passed: string, answer: string) =>
  `mutation (${declared}) { ${name}(${passed}) ${answer} }`
