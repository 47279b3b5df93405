import type { Entries } from '#domain/entry/in-progress/entries.ts'
import type { BrowserSessions } from '#domain/entry/in-progress/protocol.ts'
import type { Outbox } from '#domain/proof/admin-message/outbox.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { Door } from '../door.ts'
import type { Browser, Screens } from '../sign-in-page.ts'
import type { BuiltAssets } from './frame/built-assets.ts'
import type { PageSecrets } from './frame/page-secrets.ts'

/** What every page has at hand. */
export interface Pages extends Door {
  assets: BuiltAssets
  screens: Screens
  /** Of whatever protocol. */
  entries: Entries<Browser>
  browsers: BrowserSessions<Browser>
  secrets: PageSecrets
  outbox: Outbox
  /** Of the largest picture that people may send. */
  photoBytes: number
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
