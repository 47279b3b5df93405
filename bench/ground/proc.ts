// What the kernel says about processes; nothing, where there is no /proc.
import { readFileSync } from 'node:fs'

/** proc(5): times are in clock ticks; Linux shows programs a hundred of them a second, whatever its own are. */
const ticksPerSecond = 100

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Seconds of processor time that a process has used so far, and those of its children that have ended. */
function ownTime(pid: number): number {
  // After the command's name in brackets: state is field 3, utime to cstime are fields 14 to 17.
  const fields = readText(`/proc/${pid}/stat`).split(')').at(-1)?.trim().split(' ') ?? []
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return ticks / ticksPerSecond
}

/** Seconds of processor time of a process and its children, dead or alive. */
export function processorTime(pid: number | null): number {
  if (!pid) return 0
  const children = readText(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number)
  return [pid, ...children].reduce((sum, one) => sum + ownTime(one), 0)
}

/** The server's own time: the database that it started is a child of its own, counted apart. */
export function serverTime(pid: number): number {
  const fields = readText(`/proc/${pid}/stat`).split(')').at(-1)?.trim().split(' ') ?? []
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
}

/** Resident memory in MiB, now and at its highest; null without /proc. */
export function memory(pid: number): { now: number; peak: number } | null {
  const status = readText(`/proc/${pid}/status`)
  const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  return status ? { now: read('VmRSS'), peak: read('VmHWM') } : null
}

/** What else the machine was busy with: the load average of the last minute. */
export function loadAverage(): number {
  return Number(readText('/proc/loadavg').split(' ')[0] || 0)
}
