// What must not be left behind when somebody ends the bench with Ctrl-C: servers, databases, directories.
const undoings = new Set<() => Promise<void>>()

/** Notes how to undo something; answers the same, to be called once when its time is over. */
export function undoing(undo: () => Promise<void>): () => Promise<void> {
  undoings.add(undo)
  return async () => {
    undoings.delete(undo)
    await undo()
  }
}

async function undoAll(): Promise<void> {
  // The last made first: a server before its database.
  for (const undo of [...undoings].reverse()) await undo().catch((error: Error) => console.error(error.message))
  process.exit(130)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void undoAll())
