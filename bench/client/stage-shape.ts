import type { Target } from '../target.ts'
import type { Client } from './application.ts'
import type { SignedIn } from './browser.ts'

import type { Authority, Person } from './people.ts'

/** What the rows are measured with. What only some rows need is made when the first of them asks, and kept. */
export interface Stage extends Authority {
  target: Target
  people: Person[]
  /** Usernames of those who are only there. */
  crowd: string[]
  /** One token of the official clients per person. */
  tokens(): Promise<string[]>
  /** An application with these settings, by the names of the REST door. */
  application(identifier: string, settings: object): Promise<Client>
  /** A browser and tokens per person, signed in to that application. */
  signedIn(client: Client, options?: { offline?: boolean; isPublic?: boolean }): Promise<SignedIn[]>
}
