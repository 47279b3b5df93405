/** An application, by the names that an OpenID Connect client has for its credentials. */
export interface Client {
  id: string
  secret: string
}

/** Where people are sent back to. Nothing listens there: a code is read from the address. */
export const callback = 'http://127.0.0.1:9/callback'
