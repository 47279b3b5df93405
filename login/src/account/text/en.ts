import type { Section } from '@menshen/contract/pages/centre'
import { consents } from './en/consents.ts'
import { contact } from './en/contact.ts'
import { security } from './en/security.ts'

const sections: Record<Section, string> = {
  profile: 'Profile',
  security: 'Security',
  sessions: 'Sessions and devices',
  linked: 'Linked accounts',
  consents: 'Applications',
  data: 'Your data',
}

const leads: Record<Section, string> = {
  profile: 'What applications can see about you.',
  security: 'How you sign in, and what keeps others out.',
  sessions: 'Where you are signed in, your devices, and recent sign-in attempts.',
  linked: 'Accounts at other services that sign you in here.',
  consents: 'Applications that can see or use something of yours.',
  data: 'Export your data, or delete your account.',
}

const profile: Record<string, string> = {
  nickname: 'Nickname',
  name: 'Full name',
  givenName: 'Given name',
  familyName: 'Family name',
  gender: 'Gender',
  birthdate: 'Date of birth',
  company: 'Company',
  website: 'Website',
  country: 'Country or region',
  province: 'Province or state',
  city: 'City',
  streetAddress: 'Street address',
  postalCode: 'Postal code',
  locale: 'Language',
  zoneinfo: 'Time zone',
}

const ways: Record<string, string> = {
  password: 'Password',
  code: 'Code',
  registration: 'Registration',
  sso: 'Another app',
  'sub-account': 'Sub-account',
  administrator: 'Administrator',
  qr: 'QR code',
  passkey: 'Passkey',
  'security-key': 'Security key',
  'second-factor': 'Second factor',
  link: 'Email link',
  reset: 'Password reset',
  verification: 'Address verification',
  'passkey-registration': 'Adding a passkey',
  'own-password': 'Present password',
  'own-code': 'Code for a change',
}

export const en = {
  title: 'Your account',
  navigation: 'Sections of your account',
  section: (section: Section) => sections[section],
  lead: (section: Section) => leads[section],
  skip: 'Skip to content',
  signOut: 'Sign out',
  back: (application: string) => `Back to ${application}`,
  loading: 'Loading…',
  retry: 'Try again',
  save: 'Save',
  saved: 'Saved.',
  cancel: 'Cancel',
  close: 'Close',
  none: 'None',
  unknown: 'Unknown',
  goneTitle: 'You are signed out',
  goneLead: 'Your session has ended. Unsaved changes are lost.',
  signInAgain: 'Sign in again',

  photo: {
    title: 'Picture',
    lead: 'PNG, JPEG, GIF or WebP. It is cropped to a square.',
    choose: 'Choose a picture',
    remove: 'Remove',
    changed: 'Your picture has been changed.',
    removed: 'Your picture has been removed.',
    unreadable: 'Your browser cannot read this file as a picture.',
  },
  profile: {
    about: 'About you',
    group: { name: 'Name', person: 'Person', address: 'Address', region: 'Language and time' },
    field: (name: string) => profile[name] ?? name,
    none: 'Not set',
    discard: 'Discard changes',
    unsaved: 'You have unsaved changes.',
    gender: { U: 'Not specified', M: 'Male', F: 'Female' } as Record<string, string>,
    username: 'Username',
    id: 'Account ID',
    since: 'Member since',
    more: 'More about you',
    moreLead: 'Details that the administrator of this service asks for.',
    fixed: 'Only an administrator can change this.',
    yes: 'Yes',
    no: 'No',
    choose: 'Not selected',
    json: 'Enter JSON.',
    account: 'Account',
    principal: 'Identity verification',
    verified: (name: string) => `Verified: ${name}`,
    unverified: 'Not verified',
  },

  security,
  contact,

  sessions: {
    live: 'Signed in',
    this: 'This session',
    thisDevice: 'This device',
    end: 'Sign out',
    endOf: (name: string) => `Sign out ${name}`,
    offline: 'Access while you are away',
    endOffline: 'End access',
    endOfflineOf: (name: string) => `End access of ${name}`,
    endOfflineTitle: (name: string) => `End the access of “${name}”?`,
    endOfflineLead: 'It has to ask you again before it can see or do anything while you are away.',
    ended: 'That session has ended.',
    others: 'Sign out others',
    othersTitle: 'Sign out all other sessions?',
    othersLead: 'You will have to sign in again in every other browser and app.',
    othersEnded: (count: number) =>
      count === 0
        ? 'There was no other session.'
        : count === 1
          ? 'One session has ended.'
          : `${count} sessions have ended.`,
    since: (when: string) => `Since ${when}`,
    seen: (when: string) => `last used ${when}`,
    devices: 'Devices',
    devicesLead: 'Devices that you have signed in on. A forgotten device counts as new the next time.',
    online: 'signed in',
    forget: 'Forget',
    forgetOf: (name: string) => `Forget ${name}`,
    forgetTitle: (name: string) => `Forget “${name}”?`,
    forgetLead: 'You are signed out on that device.',
    forgotten: 'The device has been forgotten.',
    history: 'History',
    historyLead: 'Recent attempts to sign in to your account, newest first. If one was not you, change your password.',
    columns: ['Time', 'Result', 'Method', 'Location', 'Device', 'Application'],
    success: 'Signed in',
    more: 'Show older',
    noHistory: 'No sign-in attempts yet.',
    noDevices: 'No devices yet.',
    way: (name: string) => ways[name] ?? name,
    local: 'Local network',
    only: 'Only the newest fifty are shown.',
  },

  linked: {
    none: 'No linked accounts.',
    unlink: 'Unlink',
    unlinkOf: (name: string) => `Unlink ${name}`,
    unlinkTitle: (name: string) => `Unlink ${name}?`,
    unlinkLead: 'You can no longer sign in here with it.',
    unlinked: 'The account has been unlinked.',
    since: (when: string) => `Linked ${when}`,
  },

  consents,

  data: {
    export: 'Export your data',
    exportLead:
      'Your profile, memberships, linked accounts, sessions, devices, history and consents: as a page to read, or as JSON for programs. No password or secret is in it.',
    exportAs: { page: 'Download as a page', data: 'Download as JSON' },
    exported: 'Your download has started.',
    delete: 'Delete your account',
    deleteLead: 'Your account and all its data are deleted immediately and cannot be restored.',
    deleteButton: 'Delete my account',
    deleteTitle: 'Delete your account for good?',
    understand: 'I understand that this cannot be undone.',
    notUnderstood: 'Select the box above first.',
    byPassword: 'Enter your password to confirm that it is you.',
    byCode: (address: string) => `We send a code to ${address} to confirm that it is you.`,
    byFresh: 'To do this, you need to have signed in within the last five minutes.',
    deletedTitle: 'Your account has been deleted',
    deletedLead: 'All your data has been deleted, and you are signed out on all devices.',
  },
}

export type Words = typeof en
