/** What an administrator's operation was about, by ids alone. */
export interface Targets {
  ids: string[]
  /** The one person concerned; null when it was nobody, or several. */
  userId: string | null
}

/** Ids are of our own making: a secret, a code or a name never looks like one. */
const idForm = /^[0-9a-f]{24}$/
const nested = ['user', 'application', 'tenant', 'source', 'connection', 'role', 'group', 'policy', 'organisation']
const most = 100

/**
 * Finds the ids in what an operation answered, else in what it prepared. Looks at fields that hold ids and at no others, so
 * that nothing that was typed gets into the log.
 */
export function targetsOf(operation: string, output: unknown, seen: unknown): Targets {
  const people = [...peopleIn(output), ...peopleIn(seen)]
  const own = idsIn(output)
  const ids = [...new Set([...(own.length > 0 ? own : idsIn(seen)), ...people])].slice(0, most)
  const concerned = operation.startsWith('user.') ? ids : [...new Set(people)]
  return { ids, userId: concerned.length === 1 ? (concerned[0] as string) : null }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pick(fieldsOf(item).id))
  const fields = fieldsOf(value)
  const inner = nested.flatMap((name) => pick(fieldsOf(fields[name]).id))
  return [...pick(fields.id), ...pick(fields.ids), ...inner]
}

function peopleIn(value: unknown): string[] {
  const fields = fieldsOf(value)
  return [...pick(fields.userId), ...pick(fields.userIds), ...pick(fieldsOf(fields.user).id)]
}

function pick(value: unknown): string[] {
  const values = Array.isArray(value) ? value.slice(0, most) : [value]
  return values.filter((item): item is string => typeof item === 'string' && idForm.test(item))
}
