import type { FastifyInstance } from 'fastify'
import { serveAccount } from './account/serve.ts'
import { serveDocs } from './docs/serve.ts'
import { serveAssets } from './frame/serve-assets.ts'
import { serveResetPassword } from './links/reset-password.ts'
import { serveUndoLinking } from './links/undo-linking.ts'
import { serveVerifyEmail } from './links/verify-email.ts'
import type { Pages } from './pages.ts'
import { serveHome } from './public/home.ts'
import { serveOutbox } from './public/outbox.ts'
import { serveProfileLogout } from './public/profile-logout.ts'
import { serveStart } from './public/start-sign-in.ts'
import { serveWelcome } from './public/welcome.ts'
import { serveSignIn } from './sign-in/serve.ts'

/** Everything that people see in a browser. */
export async function mountPages(app: FastifyInstance, pages: Pages): Promise<void> {
  serveAssets(app, pages.assets)
  serveHome(app, pages)
  serveDocs(app, pages)
  serveStart(app, pages)
  serveWelcome(app, pages)
  await serveVerifyEmail(app, pages)
  await serveUndoLinking(app, pages)
  serveOutbox(app, pages)
  await serveProfileLogout(app, pages)
  await serveResetPassword(app, pages)
  await serveSignIn(app, pages)
  await serveAccount(app, pages)
}
