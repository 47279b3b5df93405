import { noChromium } from '../test/browser/installed.ts'

/** Which test files belong together. `npm test` runs the quick suites; `.ci/run` all of them. */
export const suites = {
  /** Rules and operations beside their code, the house's own rules, every door over the wire, the official SDK. */
  quick: [
    'contract/**/*.test.ts',
    'server/{domain,provider,surface,platform/!(embedded-postgres),start}/**/*.test.ts',
    'server/platform/*.test.ts',
    'login/**/*.test.ts',
    'test/{house,oidc,rest-v2,rest-v3,wire,sdk,vendor,parity,migration,security}/**/*.test.ts',
  ],
  /** What a PostgreSQL of another version could answer otherwise: whatever the statements are asked for through the doors. */
  statements: ['test/{migration,oidc,rest-v2,rest-v3,wire}/**/*.test.ts'],
  /** The specifications that the official SDK publishes; also part of the quick suites. */
  vendor: ['test/vendor/**/*.test.ts'],
  /** Every operation of the GraphQL and REST doors: other pools' things, every kind of caller, whatever can be sent. */
  walls: ['test/walls/**/*.test.ts'],
  /** The process as an operator meets it: starts, refusals to start, signals, two processes, the embedded database. */
  process: ['server/platform/embedded-postgres/*.test.ts', 'test/process/**/*.test.ts'],
  /** kill -9 under load, many times. */
  crash: ['test/crash/**/*.test.ts'],
  /** The official clients of REST V3 in their own languages. */
  clients: ['test/clients/*.test.ts'],
  /** A real browser. */
  browser: ['test/browser/**/*.test.ts'],
} as const

export type Suite = keyof typeof suites

/** What changes that which a whole process shares, its variables, agents and modules, or counts what it holds. */
const ownProcess = /^(test\/(process|crash|browser|vendor|clients)|server\/platform\/embedded-postgres)\//

/** Whether a test file may run in one process with others, one after another. */
export function sharesProcess(file: string): boolean {
  return !ownProcess.test(file)
}

/** Why a suite cannot run on this machine; undefined when it can. */
export function notRunnable(suite: string): string | undefined {
  return suite === 'browser' && noChromium ? noChromium : undefined
}
