// docs/reference/openapi-rest-v2.json and docs/rest-v2/, and the same for V3: the operations of each REST door as OpenAPI 3.1 for
// programs and as pages for people, out of the rows that serve them.

import { restDoors } from '../../server/surface/rest/doors.ts'
import { documentOf } from '../../server/surface/rest/engine/openapi/document.ts'
import { type OpenApi, pagesOf } from '../openapi-pages.ts'

/** An operation or a noun on each line, so that changes can be read. */
function write({ paths, components, ...head }: Record<string, unknown>): string {
  const { schemas, ...more } = components as Record<string, object>
  const lines = (record: unknown) =>
    `{\n${Object.entries(record as object)
      .map(pair)
      .join(',\n')}\n}`
  const operations = Object.entries(paths as object).map(
    ([path, methods]) => `${JSON.stringify(path)}:${lines(methods)}`,
  )
  const described = JSON.stringify(head).slice(0, -1)
  const nouns = `"components":{"schemas":${lines(schemas)},\n${Object.entries(more).map(pair).join(',\n')}}`
  return `${described},\n"paths":{\n${operations.join(',\n')}\n},\n${nouns}}\n`
}

const pair = ([name, value]: [string, unknown]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`

export async function render(): Promise<Map<string, string>> {
  const pages = restDoors.flatMap((door) => {
    const document = documentOf(door)
    const folder = door.name.toLowerCase().replace(' ', '-')
    return [
      [`docs/reference/openapi-${folder}.json`, write(document)] as const,
      ...pagesOf(document as unknown as OpenApi, { folder: `docs/${folder}`, address: door.address }),
    ]
  })
  return new Map(pages)
}
