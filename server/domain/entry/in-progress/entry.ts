/** What an application asks of a person, for whom the sign-in page stands open; whatever protocol it asked by. */
export interface EntryInProgress {
  /** Stands in the address of the page. Only the browser in which the entry began finds it. */
  id: string
  /** The name of the protocol that it came by. */
  protocol: string
  applicationId: string
  needs: Needs
  /** Who is signed in already; null where nobody is. */
  userId: string | null
  /** Languages that the application asks for (BCP 47), the preferred first, with spaces between; null when it does not say. */
  languages: string | null
  /** Who is expected, as the application knows them. */
  loginHint: string | null
  /** The application asks for the page on which people register. */
  registers: boolean
}

/** What stands to be done. */
export type Needs =
  | { step: 'sign-in' }
  /** `sessionId`: what the person is in, and lacks the factor. `asked`: this request asks for two by itself. */
  | { step: 'second-factor'; sessionId: string; asked: boolean }
  | ({ step: 'consent' } & ConsentNeeded)

export interface ConsentNeeded {
  /** All that the application wants to be told. */
  scopes: string[]
  /** Those of them that the person has not agreed to. */
  missing: string[]
  /** The host to which the answer goes; empty where it goes to none. */
  answersTo: string
  /** The address at which the same is asked of somebody else. */
  asOther: string
}
