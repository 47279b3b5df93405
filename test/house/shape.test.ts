import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const server = join(root, 'server')
const sources = globSync(['contract/**/*.ts', 'server/**/*.ts', 'login/src/**/*.{ts,tsx}', 'scripts/**/*.ts'], {
  cwd: root,
})
  .filter((path) => !/node_modules|\.test\.ts$|\.gen\.ts$|\/test-[a-z]+\.ts$|-for-test\.ts$/.test(path))
  .sort()
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const importsOf = (path: string) =>
  [...read(path).matchAll(/(?:from|import\() ?'([^']+)'/g)].map((match) => match[1] as string)

/** The room of a file of the server: the first folder, or the file itself for what lies on top. */
function roomOf(path: string): string {
  return relative(server, join(root, path)).split('/')[0] as string
}

/** Where an import leads, as a path below the server; null for packages and the contract. */
function target(path: string, specifier: string): string | null {
  if (specifier.startsWith('#server/')) return specifier.slice('#server/'.length)
  if (specifier.startsWith('#')) return specifier.slice(1)
  return specifier.startsWith('.') ? relative(server, join(root, dirname(path), specifier)) : null
}

const below: Record<string, string[]> = {
  platform: ['platform'],
  domain: ['platform', 'domain'],
  surface: ['platform', 'domain', 'surface'],
}

test('imports point one way: platform, domain, surface, app', () => {
  const wrong = sources.flatMap((path) => {
    const allowed = path.startsWith('server/') ? below[roomOf(path)] : undefined
    if (!allowed) return []
    return importsOf(path).flatMap((specifier) => {
      const room = target(path, specifier)?.split('/')[0]
      return room && !allowed.includes(room) ? [`${path} imports ${specifier}`] : []
    })
  })
  assert.deepEqual(wrong, [])
})

test('the contract imports nothing but itself', () => {
  const wrong = sources.filter(
    (path) =>
      path.startsWith('contract/') && importsOf(path).some((name) => !name.startsWith('./') && !name.startsWith('../')),
  )
  assert.deepEqual(wrong, [])
})

test('doors import no store and no other door', () => {
  const folders = globSync('server/surface/{graphql/*,rest/*,protocol/*,hosted,files}/', { cwd: root })
  // What several doors are made of is none.
  const doors = folders.flatMap((folder) =>
    /\/(engine|nouns)\/?$/.test(folder) ? [] : folder.split('/').slice(2).filter(Boolean).join('/'),
  )
  assert.ok(doors.length >= 6)
  const wrong = sources.flatMap((path) => {
    const door = doors.find((name) => path.startsWith(`server/surface/${name}/`))
    if (!door) return []
    return importsOf(path).flatMap((specifier) => {
      const to = target(path, specifier) ?? ''
      const other = doors.some((name) => name !== door && to.startsWith(`surface/${name}/`))
      return other || /-store\.ts$/.test(to) ? [`${path} imports ${specifier}`] : []
    })
  })
  assert.deepEqual(wrong, [])
})

test('doors have verbs, questions and processes of the domain, and nothing of what those stand on', () => {
  const found = sources.filter((path) => {
    const text = read(path)
    const reaches = /\bdomain\.(ports|unit|clock)\b|\b(ports|unit|clock)\b[^{}]*\}\s*=\s*[\w.]*domain\b/.test(text)
    const takes = /import [^']*\b(groundOf|Ground|Grounded)\b[^']* from '#domain\/shape\/domain/.test(text)
    const makes =
      /from '#domain\/(front|shape\/ports)/.test(text) || /from '#platform\/database\/unit-of-work/.test(text)
    return path.startsWith('server/surface/') && (reaches || takes || makes)
  })
  assert.deepEqual(found, [])
})

test('only the domain speaks SQL besides the ground, and only its stores', () => {
  const wrong = sources.filter((path) => {
    const text = read(path)
    const speaks = /\b(selectFrom|insertInto|updateTable|deleteFrom)\(/.test(text) || /\bsql`/.test(text)
    return speaks && !/-store\.ts$|platform\/database\/|domain\/top\/installation\//.test(path)
  })
  assert.deepEqual(wrong, [])
})

test('the unit of work is the only opener of transactions, besides what runs before there is a server', () => {
  const openers = sources.filter((path) => path.startsWith('server/') && /\.transaction\(\)|'BEGIN'/.test(read(path)))
  // Migrations, and the restoring of a backup.
  assert.deepEqual(openers, [
    'server/platform/database/load.ts',
    'server/platform/database/migrate.ts',
    'server/platform/database/unit-of-work.ts',
  ])
})

test('only the settings file of the server reads the environment', () => {
  const readers = sources.filter((path) => /^(server|contract|login)\//.test(path) && /process\.env/.test(read(path)))
  // The second hands PATH and the like on to PostgreSQL's own programs and looks at nothing.
  assert.deepEqual(readers, ['server/config.ts', 'server/platform/embedded-postgres/run.ts'])
})

/** Source files over the wall, each with its reason. */
const long: Record<string, string> = {}

test('no source file is longer than 250 lines', () => {
  const over = sources.filter((path) => read(path).split('\n').length > 251)
  assert.deepEqual(over, Object.keys(long))
})

test('no source file switches the linter or the type checker off', () => {
  const off = sources.filter((path) => /biome-ignore|@ts-ignore|@ts-nocheck|eslint-disable/.test(read(path)))
  // Cookies: the API that the linter wants instead is missing on plain http, where everybody's first start is.
  assert.deepEqual(off, ['login/src/language.ts'])
})

test('every room says on its door plate what belongs there', () => {
  const rooms = globSync(
    [
      'server/domain/*/*/',
      'server/surface/!(rest|protocol)/',
      'server/surface/{graphql,rest,protocol}/*/',
      'server/platform/*/',
      'server/start/',
      'contract/',
      'login/',
      'test/kit/',
      'bench/',
    ],
    { cwd: root },
  )
  assert.ok(rooms.length > 10)
  for (const room of rooms) {
    const plate = join(root, room, 'README.md')
    assert.ok(existsSync(plate), `${room} has no README.md`)
    if (room.startsWith('server/domain'))
      assert.ok(
        readFileSync(plate, 'utf8').trim().split('\n').length <= 15,
        `${room}/README.md is longer than 15 lines`,
      )
  }
})

test('the project speaks of itself alone', () => {
  const words = new RegExp(
    ['\\.\\./sha' + 'red', '(?<![\\w.])/wo' + 'rk/', '/ro' + 'ot/[a-z.]', '\\bhelper-\\d', 'issue #\\d'].join('|'),
  )
  const all = globSync(['**/*.{ts,tsx,md,json,sql,mjs}', '.ci/*'], {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**', 'data/**', 'package-lock.json'],
  })
  assert.deepEqual(
    all.filter((path) => words.test(read(path))),
    [],
  )
})

test('texts are normalized in one place, which knows how long that may take', () => {
  const elsewhere = sources.filter(
    (path) =>
      !path.startsWith('login/') &&
      path !== 'server/platform/normal-form.ts' &&
      /(?<!posix)\.normalize\(/.test(read(path)),
  )
  assert.deepEqual(elsewhere, [])
})
