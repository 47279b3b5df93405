/** The dialogs that add, change, verify and remove an address. */
export const contact = {
  title: { email: 'Email address', phone: 'Phone number' },
  lead: 'We send a code to the new address to confirm that it is yours.',
  leadOld: 'We send one code to the new address and one to the current one.',
  next: { email: 'New email address', phone: 'New phone number' },
  newCode: (address: string) => `Code sent to ${address}`,
  oldCode: (address: string) => `Code sent to your current address ${address}`,
  confirm: 'Confirm',
  verifyTitle: { email: 'Verify your email address', phone: 'Verify your phone number' },
  verifyLead: (address: string) => `We send a code to ${address} to confirm that it is yours.`,
  verified: { email: 'Your email address is verified.', phone: 'Your phone number is verified.' },
  changed: { email: 'Your email address has been changed.', phone: 'Your phone number has been changed.' },
  removeTitle: { email: 'Remove your email address?', phone: 'Remove your phone number?' },
  removeLead: (address: string) => `You can no longer sign in with ${address} or receive codes there.`,
  removed: { email: 'Your email address has been removed.', phone: 'Your phone number has been removed.' },
}
