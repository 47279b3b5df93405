/** To whom a search is narrowed: of each list one is enough, and every list that is given counts. */
export interface Belonging {
  departments?: { id: string; withBelow: boolean }[]
  groups?: string[]
  roles?: { namespace: string; code: string }[]
}
