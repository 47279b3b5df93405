import type { ClusterSetup } from './shapes.ts'

/** For a machine with two cores and little memory. Given on the command line, so no file in the cluster can go stale. */
const defaults: Readonly<Record<string, string>> = {
  shared_buffers: '96MB',
  max_connections: '50',
  work_mem: '4MB',
  maintenance_work_mem: '48MB',
  effective_cache_size: '512MB',
  // An acknowledged write survives the loss of power.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '512MB',
  min_wal_size: '48MB',
  checkpoint_completion_target: '0.9',
  // Short statements on few cores: helpers cost more than they bring, and each idle process costs memory.
  io_method: 'sync',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '2',
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Failed statements reach the caller; in a log file they would only spread people's data ("Key (email)=...").
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  logging_collector: 'off',
}

/** The arguments that follow `postgres -D <cluster>`. */
export function writeSettings({ connection, settings }: ClusterSetup): string[] {
  const local = process.platform !== 'win32'
  const all = {
    ...defaults,
    ...settings,
    listen_addresses: local ? '' : connection.host,
    unix_socket_directories: local ? connection.host : '',
    unix_socket_permissions: '0700',
    port: String(connection.port),
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
