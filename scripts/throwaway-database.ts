/** Settings of a PostgreSQL whose databases end with the run: nothing of them has to survive a power cut. */
export const throwawaySettings = {
  max_connections: '200',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}
