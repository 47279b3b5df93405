const graceMs = 60_000

/**
 * Called when the tests of a file are over: a process that something still holds a minute later says what, and fails. The test
 * runner itself would wait for it for ever.
 */
export function endSoon(): void {
  const complain = () => {
    console.error(`A test file did not end; still open: ${process.getActiveResourcesInfo().join(', ')}`)
    process.exit(1)
  }
  // It does not itself keep the process alive, so it fires only in one that did not end.
  setTimeout(complain, graceMs).unref()
}
