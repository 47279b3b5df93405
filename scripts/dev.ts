// npm run dev: the server, restarted when its sources change, and the hosted pages, rebuilt when theirs do.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildLogin } from './build-login.ts'

const root = join(import.meta.dirname, '..')
await buildLogin()
const vite = join(root, 'node_modules/vite/bin/vite.js')
const pages = spawn(process.execPath, [vite, 'build', '--watch', '--logLevel', 'warn'], {
  cwd: join(root, 'login'),
  stdio: 'inherit',
})
const args = ['--watch-path=server', '--watch-path=contract', '--watch-preserve-output', 'server/main.ts']
const server = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => {
  pages.kill()
  process.exit(code ?? 0)
})
