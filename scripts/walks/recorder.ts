import { createHook } from 'node:async_hooks'
import { type Profiler, Session } from 'node:inspector'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '../..')
/** Code that is walked through. The kit, the scripts and packages are only on the way. */
const walked = /^(server|contract)\//
/** Workers look for work every few seconds, with or without a request: no part of any walk. */
const workers =
  /^server\/(work\/(?!reactions)|domain\/(account\/user-import|messaging\/message\/(send-message|message-store)|entry\/device\/(notify|device-store))|platform\/embedded-postgres)/

/** Functions that ran, by file, as places in its text. Files stand in the order in which they were first entered. */
export type Footprints = Map<string, Set<string>>

export interface Recorder {
  /** Does the work, and answers what ran from its start to its end. */
  record(work: () => Promise<unknown>): Promise<Footprints>
  stop(): void
}

/**
 * Counts calls by V8 for the whole process: start it before the server's code is loaded, or functions that ran once do not show.
 * V8 tells what ran, and not when. So it is asked ahead of each step of the event loop; what ran within one step has no order.
 */
export function startRecorder(): Recorder {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return {
    async record(work) {
      const seen: Footprints = new Map()
      const look = lookInto(session, seen)
      takeCoverage(session)
      const hook = createHook({ before: look }).enable()
      await work()
      hook.disable()
      look()
      return seen
    },
    stop: () => session.disconnect(),
  }
}

function lookInto(session: Session, seen: Footprints): () => void {
  let looking = false
  return () => {
    if (looking) return
    looking = true
    for (const script of takeCoverage(session)) addScript(seen, script)
    looking = false
  }
}

/** Called back before `post` returns. Asking sets every count back to nothing. */
function takeCoverage(session: Session): Profiler.ScriptCoverage[] {
  let taken: Profiler.ScriptCoverage[] = []
  session.post('Profiler.takePreciseCoverage', (_, answer) => {
    taken = answer?.result ?? []
  })
  return taken
}

function addScript(seen: Footprints, { url, functions }: Profiler.ScriptCoverage): void {
  if (!url.startsWith('file:')) return
  const file = relative(root, fileURLToPath(url)).replaceAll('\\', '/')
  if (!walked.test(file) || workers.test(file)) return
  for (const { ranges } of functions) {
    const [range] = ranges
    // What starts at 0 is the file itself, being loaded.
    if (!range?.count || range.startOffset === 0) continue
    const places = seen.get(file) ?? new Set()
    seen.set(file, places.add(`${range.startOffset}-${range.endOffset}`))
  }
}
