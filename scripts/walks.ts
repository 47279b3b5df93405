// npm run walks: makes four requests of a server in this process and writes into docs/walks.md which files they passed.
// Caches make the counts vary by a few, so `npm run check` does not hold them. `-- --order` prints the files in their order as well.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startRecorder } from './walks/recorder.ts'
import type { Passed } from './walks/render.ts'

// Before anything of the server is loaded: V8 counts what it has seen from the start.
const recorder = startRecorder()
const { buildLogin } = await import('./build-login.ts')
const { newWorld } = await import('../test/kit/world.ts')
const { journeys } = await import('./walks/journeys.ts')
const { replaceWalk } = await import('./walks/render.ts')

const path = join(import.meta.dirname, '../docs/walks.md')
await buildLogin()
const world = await newWorld()
// What follows from a request is a walk of its own, and must not show in the walk that caused it.
await world.app.relay.stop()
const walks: [name: string, walk: Passed[]][] = []
for (const [name, journey] of Object.entries(journeys)) {
  for (const { go } of await journey(world)) await go()
  const walk: Passed[] = []
  for (const { name: leg, go } of await journey(world)) walk.push({ leg, footprints: await recorder.record(go) })
  walks.push([name, walk])
  if (process.argv.includes('--order'))
    for (const { leg, footprints } of walk) console.log(`\n${leg}\n${[...footprints.keys()].join('\n')}`)
}
recorder.stop()
await world.close()
for (const [name, walk] of walks) {
  const { text, invented } = replaceWalk(readFileSync(path, 'utf8'), name, walk)
  writeFileSync(path, text)
  for (const file of invented) console.error(`${name}: docs/walks.md names ${file}, which was not passed`)
  if (invented.length > 0) process.exitCode = 1
}
