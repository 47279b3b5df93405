// Writes the generated reference pages: `npm run docs`, or `npm run docs -- --check` to name the stale ones and fail.
// Each file of scripts/docs/ is one generator and exports `render`. To add a page, add a file there; nothing to register.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What a generator exports: whole texts of pages by their path from the root of the repository. */
export type Render = () => Promise<Map<string, string>>

const root = join(import.meta.dirname, '..')
const generators = join(import.meta.dirname, 'docs')

async function renderAll(): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  for (const file of (await readdir(generators)).sort()) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    const { render }: { render?: Render } = await import(pathToFileURL(join(generators, file)).href)
    if (!render) throw new Error(`scripts/docs/${file} does not export render()`)
    for (const [path, text] of await render()) {
      if (pages.has(path)) throw new Error(`${path} is rendered twice, the second time by scripts/docs/${file}`)
      pages.set(path, text)
    }
  }
  return pages
}

async function isStale([path, text]: [string, string]): Promise<boolean> {
  const present = await readFile(join(root, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return present !== text
}

async function write([path, text]: [string, string]): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
}

const stale: [string, string][] = []
for (const page of await renderAll()) if (await isStale(page)) stale.push(page)

if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`stale: ${path} (run "npm run docs")`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const page of stale) {
    await write(page)
    console.log(`written: ${page[0]}`)
  }
}
