import assert from 'node:assert/strict'
import { createRequire, registerHooks } from 'node:module'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { setPool } from '../kit/entry.ts'
import { newWorld, type World } from '../kit/world.ts'
import { declaring } from './ava.ts'
import { notRun } from './not-run.ts'
import { stayHome } from './stay-home.ts'

const require = createRequire(import.meta.url)

const standIns: Record<string, string> = {
  ava: 'ava.ts',
  dotenv: 'dotenv.ts',
  '../testing-helper': 'testing-helper.ts',
}

registerHooks({
  resolve(specifier, context, next) {
    const standIn = standIns[specifier]
    if (!standIn || !context.parentURL?.includes('/authing-js-sdk/')) return next(specifier, context)
    return { url: new URL(standIn, pathToFileURL(`${import.meta.dirname}/`)).href, shortCircuit: true }
  },
})

/** The variables that the specifications read, and a pool that lets one address register as often as they do. */
async function furnish(world: World): Promise<void> {
  const { origin, tenant } = world
  Object.assign(process.env, {
    AUTHING_USERPOOL_ID: tenant.pool.id,
    AUTHING_USERPOOL_SECRET: tenant.pool.secret,
    AUTHING_APP_ID: tenant.application.id,
    AUTHING_APP_SECRET: tenant.application.secret,
    AUTHING_APP_HOST: origin,
    AUTHING_HOST: origin,
  })
  // The specifications use passwords that everybody tries first.
  await setPool(world, {
    frequentRegisterCheck: { enabled: false },
    passwordMinLength: 6,
    refuseCommonPasswords: false,
  })
}

/**
 * Declares the tests of one specification of the official JavaScript SDK, as compiled and published, against a server of its
 * own. `path`: below `lib`, without `.spec.js`. `seed` adds what the specification expects to find, by the ids it names.
 */
export async function runSpec(path: string, seed: (world: World) => Promise<unknown> = async () => {}): Promise<void> {
  const world = await newWorld()
  await furnish(world)
  await seed(world)
  stayHome(world.origin)
  // The specifications print what they were answered.
  console.log = () => {}
  const expected = notRun[path] ?? {}
  const titles = declaring(expected, () => require(`authing-js-sdk/build/main/lib/${path}.spec.js`))
  test('the list of what is not run names tests of this specification', () => {
    assert.ok(titles.size > 0)
    assert.deepEqual(
      Object.keys(expected).filter((title) => !titles.has(title)),
      [],
    )
  })
}
