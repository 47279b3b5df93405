/** What somebody wrote. Nothing in it is proven, not even who it was. */
export interface Feedback {
  id: string
  userPoolId: string
  applicationId: string | null
  /** What kind of trouble, as the client names it. */
  kind: string
  /** How to reach them: a phone number or an e-mail address, as typed. */
  contact: string
  description: string
  /** Addresses of pictures. */
  images: string[]
  createdAt: Date
}
