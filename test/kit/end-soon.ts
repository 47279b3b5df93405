const graceMs = 60_000

/**
 * Called when the tests of a process are over, which were in these files: one that something still holds a minute later says what,
 * and fails. The test runner itself would wait for it for ever.
 */
export function endSoon(files: readonly string[]): void {
  const complain = () => {
    const held = process.getActiveResourcesInfo().join(', ')
    console.error(`A test file did not end; still open: ${held}; of ${files.join(', ')}`)
    process.exit(1)
  }
  // It does not itself keep the process alive, so it fires only in one that did not end.
  setTimeout(complain, graceMs).unref()
}
