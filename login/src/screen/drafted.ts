/** The account typed so far; it outlives a change between signing in and signing up. */
export type Drafted = { account: string; setAccount: (account: string) => void }
