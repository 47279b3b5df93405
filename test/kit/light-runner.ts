/**
 * Loads the test runner so that it follows what happens only while a file is read. Of itself it follows every promise and every resource to
 * the test that made it, which costs a sixth of the processor time of a run. It needs that to know which suite a file's tests belong
 * to; later it would know by it which test has thrown where nobody catches, and `run-batch.ts` ends the process for such a one.
 * To be imported before anything that imports `node:test`: the runner asks for its hook while it is loaded.
 */
import hooks, { type AsyncHook, type HookCallbacks } from 'node:async_hooks'

/** What the runner has for a suite: `buildSuite` is settled when it has declared its tests. */
interface Suite {
  buildSuite?: Promise<unknown>
}

const { createHook } = hooks
const ofRunner: AsyncHook[] = []
const declared: Suite[] = []
let following = false
Object.assign(hooks, {
  createHook(callbacks: HookCallbacks) {
    const hook = createHook(callbacks)
    ofRunner.push(hook)
    // The runner makes it and enables it with the first suite.
    return { enable: () => following && hook.enable(), disable: () => hook.disable() }
  },
})
await import('node:test')
Object.assign(hooks, { createHook })
const ofSuites = createHook({
  init: (_id, _type, _trigger, resource) => void (resource.constructor.name === 'Suite' && declared.push(resource)),
})

/** To be called before the suite of a file is made. */
export function follow(): void {
  following = true
  for (const hook of ofRunner) hook.enable()
}

/**
 * To be called in the suite of a file: whatever `read` declares belongs to it, and so does what is declared later, in suites
 * that wait for something. Then nothing is followed any more.
 */
export async function readFollowed(read: () => Promise<unknown>): Promise<void> {
  ofSuites.enable()
  try {
    await read()
    while (declared.length > 0) await Promise.allSettled(declared.splice(0).map(({ buildSuite }) => buildSuite))
  } finally {
    following = false
    // Promises are followed until no hook is left.
    for (const hook of [ofSuites, ...ofRunner]) hook.disable()
  }
}
