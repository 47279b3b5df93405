import type { Application } from '#domain/tenancy/application/application.ts'
import type { Door } from '../door.ts'
import type { Interactions, Screens } from '../sign-in-page.ts'
import type { BuiltAssets } from './frame/built-assets.ts'

/** What every page has at hand. */
export interface Pages extends Door {
  assets: BuiltAssets
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
