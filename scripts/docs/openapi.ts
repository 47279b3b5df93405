// docs/reference/openapi-rest-v2.json and docs/rest-v2/: the operations of REST V2 as OpenAPI 3.1 for programs and as pages for
// people, out of the rows that serve them.

import { describeRestV2 } from '../../server/surface/rest/v2/document.ts'
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
  const document = describeRestV2()
  const pages = pagesOf(document as unknown as OpenApi, 'docs/rest-v2')
  return new Map([['docs/reference/openapi-rest-v2.json', write(document)], ...pages])
}
