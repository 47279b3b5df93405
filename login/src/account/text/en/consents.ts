/** The section on applications of others. */
export const consents = {
  none: 'You have not given any application access.',
  withdraw: 'Remove access',
  withdrawOf: (name: string) => `Remove the access of ${name}`,
  withdrawTitle: (name: string) => `Remove the access of ${name}?`,
  withdrawLead: 'It loses access immediately, and has to ask you again before it can see anything.',
  withdrawn: 'The application no longer has access.',
  since: (when: string) => `Access given ${when}`,
}
