import type { FastifyInstance } from 'fastify'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { Door } from '../door.ts'
import type { Interactions, Screens } from '../sign-in-page.ts'
import { serveAccount } from './account/serve.ts'
import { serveDocs } from './docs.ts'
import { serveHome } from './home.ts'
import { serveInteraction } from './interaction.ts'
import type { Look } from './look.ts'
import { serveOutbox } from './outbox.ts'
import { serveProfileLogout } from './profile-logout.ts'
import { serveResetPassword } from './reset-password.ts'
import { serveAssets } from './serve-assets.ts'
import { serveStart } from './start-sign-in.ts'
import { serveUndoLinking } from './undo-linking.ts'
import { serveVerifyEmail } from './verify-email.ts'
import { serveWelcome } from './welcome.ts'

export interface Pages extends Door {
  look: Look
  screens: Screens
  interactions: Interactions
  version: string
  /** In words, e.g. `PostgreSQL 18.4 (embedded)`. */
  database: string
  /** Strangers are told no more than they need. */
  production: boolean
  /** The application that the home page invites to try; null when there is none yet. */
  firstApplication(): Promise<Application | null>
  /** The application that the owner of the platform signs in to. */
  ownersApplication(): Promise<Application | null>
}

/** Everything that people see in a browser. */
export async function mountPages(app: FastifyInstance, pages: Pages): Promise<void> {
  serveAssets(app, pages.look)
  serveHome(app, pages)
  serveDocs(app, pages)
  serveStart(app, pages)
  serveWelcome(app, pages)
  await serveVerifyEmail(app, pages)
  await serveUndoLinking(app, pages)
  serveOutbox(app, pages)
  await serveProfileLogout(app, pages)
  await serveResetPassword(app, pages)
  await serveInteraction(app, pages)
  await serveAccount(app, pages)
}
