import { refuse } from '@menshen/contract/errors'
import type { Member, SettingRow, SettingShape, SpecialOf, WholeShape } from '@menshen/contract/settings'
import { choiceOf } from './choice.ts'
import { type Fields, fields, flag, isOf, ofKind, text, textOf } from './kind.ts'
import { requireKnown } from './require-known.ts'

/** Reads what no shape describes, against what holds now. `name` is its name on the wire. */
type SpecialReader<Value> = (value: unknown, name: string, current: unknown) => Value

/** A reader for each special row, and no others. */
export type SpecialReaders<AllRows, Specials extends Record<SpecialOf<AllRows>, unknown>> = {
  [Name in SpecialOf<AllRows>]: SpecialReader<Specials[Name]>
}

type Readers = Readonly<Record<string, SpecialReader<unknown>>>

/** What a setting is told, and what holds now. */
interface Given {
  value: unknown
  /** On the wire, for the refusal that names it. */
  name: string
  current: unknown
}

/** Checks a setting as its row has it: of a group, what is not given stays. 400 for what it cannot be, or the row's own number. */
export function readSetting(row: SettingRow, given: Given, specials: Readers): unknown {
  return row.kind === 'group' ? readGroup(row.members, given, specials) : readMember(row, given, specials)
}

function readGroup(
  members: Readonly<Record<string, Member>>,
  { value, name, current }: Given,
  specials: Readers,
): unknown {
  if (value === null) return requireNull(current, name)
  const input = ofKind(fields, value, name)
  requireKnown(input, { known: new Set(Object.keys(members)) }, name, `${name}.`)
  const merged = { ...(current as Fields) }
  for (const [key, member] of Object.entries(members)) {
    const sent = input[key]
    if (sent === undefined) continue
    merged[key] = readMember(member, { value: sent, name: `${name}.${key}`, current: merged[key] }, specials)
  }
  return merged
}

function readMember(member: Member, { value, name, current }: Given, specials: Readers): unknown {
  if (value === null) return member.nullable === 'always' ? null : requireNull(current, name)
  const read = readShape(member, { value, name, current }, specials)
  return read === '' && member.nullable === 'always' ? null : read
}

/** Null asks for nothing where there is nothing; elsewhere nobody knows whether it means to keep or to forget. */
export function requireNull(current: unknown, name: string): unknown {
  return current === null || current === undefined ? current : refuse(400, { variant: 'null', values: { field: name } })
}

/** A value of a shape; null is none. */
export function readShape(shape: SettingShape, { value, name, current }: Given, specials: Readers): unknown {
  switch (shape.kind) {
    case 'flag':
      return ofKind(flag, value, name)
    case 'whole':
      return readWhole(shape, value, name)
    case 'level':
      return readWhole({ min: shape.levels[0] ?? 0, max: shape.levels.at(-1) ?? 0 }, value, name)
    case 'choice':
      return shape.fault === undefined
        ? choiceOf(value, name, shape.choices)
        : (shape.choices.find((choice) => choice === value) ?? refuse(shape.fault))
    case 'text':
      return textOf(value, name, shape.max)
    case 'list':
      return readList(value, name, allowedIn(shape))
    case 'special':
      return (specials[shape.special] as SpecialReader<unknown>)(value, name, current)
  }
}

function readWhole(shape: Omit<WholeShape, 'kind'>, value: unknown, name: string): number {
  const { min, max, zero, fault: variant = 'range' } = shape
  if (zero && value === 0) return 0
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  return refuse(400, { variant, values: { field: name, min, max } })
}

function allowedIn(shape: Extract<SettingShape, { kind: 'list' }>): (item: string) => boolean {
  if ('choices' in shape) return (item) => shape.choices.includes(item)
  const pattern = new RegExp(shape.pattern)
  return (item) => pattern.test(item)
}

const mostItems = 100

/** A list of texts, each once. 400, which names the first that is not allowed. */
export function readList(value: unknown, name: string, allowed: (item: string) => boolean): string[] {
  if (!Array.isArray(value) || value.length > mostItems)
    return refuse(400, { variant: 'texts', values: { field: name } })
  for (const item of value)
    if (!isOf(text, item) || !allowed(item))
      refuse(400, { variant: 'item', values: { field: name, item: String(JSON.stringify(item)).slice(0, 80) } })
  return [...new Set(value as string[])]
}
