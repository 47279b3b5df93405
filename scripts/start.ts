// npm start: builds the hosted pages if their sources changed, then runs the server.
import { buildLogin } from './build-login.ts'

await buildLogin()
await import('../server/main.ts')
