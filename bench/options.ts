import { parseArgs } from 'node:util'

export interface Options {
  /** Ids of rows, or their beginnings; empty for all. */
  only: string[]
  /** Length of one run; each row has three. */
  seconds: number
  /** A PostgreSQL that is there already. */
  database: string | null
  on: ('embedded' | 'external')[]
  json: string | null
  crowd: number
  /** Sizes at which the rows of scale are measured: that many people are put into a database of each through COPY. */
  scales: number[]
  /** Directory for a processor profile of the server, for `node --cpu-prof`. */
  profile: string | null
}

const usage = `npm run bench -- [--only login,user] [--seconds 5] [--on embedded|external] [--database postgres://...]
  [--people 10000] [--scale 10000,1000000] [--json file] [--profile directory]`

/** Throws with a sentence when an argument makes no sense. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      only: text,
      seconds: text,
      database: text,
      on: text,
      people: text,
      scale: text,
      json: text,
      profile: text,
    },
  })
  const seconds = Number(values.seconds ?? 5)
  const crowd = Number(values.people ?? 10_000)
  if (!(seconds >= 0.5 && seconds <= 60)) throw new Error(`--seconds must be between 0.5 and 60\n${usage}`)
  if (!(Number.isInteger(crowd) && crowd >= 0 && crowd <= 200_000))
    throw new Error(`--people must be a whole number up to 200000\n${usage}`)
  const scales = values.scale?.split(',').map(Number) ?? []
  if (!scales.every((scale) => Number.isInteger(scale) && scale >= 1_000 && scale <= 10_000_000))
    throw new Error(`--scale must be whole numbers from 1000 to 10000000\n${usage}`)
  if (values.on !== undefined && values.on !== 'embedded' && values.on !== 'external')
    throw new Error(`--on must be embedded or external\n${usage}`)
  return {
    only: values.only?.split(',').filter(Boolean) ?? [],
    seconds,
    crowd,
    scales,
    database: values.database ?? env.DATABASE_URL ?? null,
    on: values.on ? [values.on] : ['embedded', 'external'],
    json: values.json ?? null,
    profile: values.profile ?? null,
  }
}
