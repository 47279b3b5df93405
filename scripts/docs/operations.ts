// The list of verbs and questions at the door of each floor of the domain.
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Render } from '../docs.ts'

const root = join(import.meta.dirname, '../..')
const mark = '<!-- Below: written by `npm run docs`. -->'

interface Operation {
  name: string
  admits: string
  kind: 'verb' | 'question'
  room: string
  file: string
}

export const render: Render = async () => {
  const pages = new Map<string, string>()
  for (const readme of globSync('server/domain/*/README.md', { cwd: root }).sort()) {
    const floor = readme.split('/')[2] as string
    const operations = await operationsOf(floor)
    if (operations.length === 0) continue
    const [written = ''] = (await readFile(join(root, readme), 'utf8')).split(mark)
    pages.set(readme, `${written.trimEnd()}\n\n${mark}\n\n${tableOf(operations)}\n`)
  }
  return pages
}

async function operationsOf(floor: string): Promise<Operation[]> {
  const files = globSync(`server/domain/${floor}/*/*.ts`, { cwd: root }).filter(
    (path) => !/\.test\.ts$|\/test-|-store\.ts$|-thread\.ts$/.test(path),
  )
  const found: Operation[] = []
  for (const path of files.sort()) {
    const [, , , room = '', file = ''] = path.split('/')
    const exported: object = await import(pathToFileURL(join(root, path)).href)
    for (const value of Object.values(exported)) {
      const operation = asOperation(value)
      if (operation) found.push({ ...operation, room, file })
    }
  }
  return found.sort((one, other) => compare(one.room, other.room) || compare(one.name, other.name))
}

function asOperation(value: unknown): Pick<Operation, 'name' | 'admits' | 'kind'> | null {
  if (typeof value !== 'object' || value === null || !('admits' in value) || !('name' in value)) return null
  const kind = 'run' in value ? 'verb' : 'answer' in value ? 'question' : null
  return kind && { name: String(value.name), admits: String(value.admits), kind }
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other))

function tableOf(operations: Operation[]): string {
  const lines = operations.map(
    ({ room, name, kind, admits, file }) =>
      `| \`${name}\` | ${kind} | ${admits} | [${room}/${file}](${room}/${file}) |`,
  )
  return ['| Operation | Kind | Admits | File |', '| --- | --- | --- | --- |', ...lines].join('\n')
}
