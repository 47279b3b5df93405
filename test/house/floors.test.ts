import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { floors } from './floors.ts'
import { importGraph, root } from './imports.ts'

const floorOf = (path: string) => /^server\/domain\/([^/]+)\//.exec(path)?.[1]
const heightOf = (floor: string) => (floors as readonly string[]).indexOf(floor)

test('every file of the domain stands on a floor, and in a room where the floor has rooms', () => {
  const wrong = globSync('server/domain/**/*.ts', { cwd: root }).filter((path) => {
    const floor = floorOf(path) ?? ''
    const isFlat = floor === 'shape' || floor === 'front'
    const depth = path.split('/').length
    return heightOf(floor) < 0 || (isFlat ? depth !== 4 : depth < 5)
  })
  assert.deepEqual(wrong, [])
})

test('a floor imports only what stands below it', () => {
  const climbing = [...importGraph()].flatMap(([path, imports]) => {
    const from = floorOf(path)
    if (!from || /\.test\.ts$/.test(path)) return []
    return imports.flatMap(({ to, typeOnly }) => {
      const floor = floorOf(to)
      const isBelow = floor !== undefined && heightOf(floor) >= 0 && heightOf(floor) <= heightOf(from)
      const isAllowed = !floor || isBelow || (from === 'shape' && typeOnly)
      return isAllowed ? [] : [`${path} imports ${to}`]
    })
  })
  assert.deepEqual(climbing, [])
})

test('every floor and every room of it says on its door plate what belongs there', () => {
  const rooms = globSync(['server/domain/*/', 'server/domain/*/*/'], { cwd: root })
  assert.ok(rooms.length > 50)
  assert.deepEqual(
    rooms.filter((room) => !existsSync(join(root, room, 'README.md'))),
    [],
  )
})
