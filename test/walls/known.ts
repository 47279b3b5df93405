// What cannot be read out of the code, each with its reason.

/** Operations that find out for themselves who asks. */
export const ownChecks: Readonly<Record<string, string>> = {
  'Query.accessToken': 'the secret of the pool is the proof',
  'GET /api/v2/userpools/accessToken': 'the secret of the pool is the proof',
  'POST /api/v3/get-management-token': 'the secret of the access key is the proof',
  'Query.checkLoginStatus': 'looks at the token that it is given, and says so of a wrong one',
  'POST /api/v2/users/login/check-status': 'looks at the token that it is given, and says so of a wrong one',
  'GET /api/v2/oidc/validate_token': 'looks at the token that it is given, and says so of a wrong one',
  'Query.userpoolTypes': 'the same for everybody',
  'GET /api/v2/.well-known': 'the same for everybody',
  'GET /api/v3/system': 'the same for everybody',
  'GET /api/v3/get-country-list': 'the same for everybody',
  'GET /guard-pictures/svg-string/guard': 'the same for everybody',
  'POST /api/v3/signin': 'the secret of the application is the proof',
  'POST /api/v3/exchange-tokenset-with-qrcode-ticket': 'the secret of the application is the proof',
  'POST /api/v3/signup': 'open to everybody, by one of two verbs: the request says which',
  'POST /mfa/token/introspection': 'looks at the token that it is given, and says so of a wrong one',
  'GET /cas/session': 'believes the cookie of the browser, and tells pages of the application only',
  'GET /api/v2/logout': 'signs out the owner of the token, and nobody else',
  'GET /logout': 'signs out the owner of the token; who signs out others is asked by the domain',
}

/** Operations for those who bring a token, and for those who bring none: a wrong one is refused all the same. */
export const forStrangersToo: ReadonlySet<string> = new Set(['POST /api/v2/upload'])

/** Operations that tell everybody about an application whose id they name. */
export const publicOperations: ReadonlySet<string> = new Set(['GET /api/v2/applications/:id/public-config'])

/** What operations for everybody do to a pool: rows come, or rows that are there count something. */
export const openTables: Readonly<Record<string, 'come' | 'change'>> = {
  // A try of nobody in particular, as with a link that is none.
  audit_record: 'come',
  captcha: 'change',
  feedback: 'come',
  // A code or a link that is sent is one, for as long as it is tried.
  job: 'change',
  limit_window: 'change',
  login_record: 'come',
  management_token: 'come',
  message: 'come',
  mobile_sso_ticket: 'come',
  qr_code: 'come',
  redeemed_challenge: 'come',
  redeemed_proof: 'come',
  user_account: 'come',
  user_password: 'come',
  verification_code: 'change',
  verification_ticket: 'come',
}

/**
 * Tables that the doors here fill only with a provider that no test has, with people of an earlier version, over many sign-ins, or
 * in the OpenID Connect door.
 */
export const emptyTables: ReadonlySet<string> = new Set([
  'active_user',
  'event_outbox',
  'captcha',
  'face_template',
  'signature_nonce',
  'former_password',
  'identifier_collision',
  'import_row',
  'job',
  'mfa_ticket',
  'mobile_sso_ticket',
  'monthly_usage',
  'oidc_artifact',
  'redeemed_challenge',
  'redeemed_proof',
])

/** Columns that hold whatever a caller writes there as somebody else's name for a thing; they lead nowhere. */
export const foreignNames: Readonly<Record<string, readonly string[]>> = {
  user_identity: ['connection_id', 'ext_idp_id', 'user_id_in_idp'],
  feedback: ['description', 'contact'],
}

/** Tables that say what was asked, whether or not anything came of it. */
export const logs: ReadonlySet<string> = new Set(['audit_record', 'event_outbox', 'login_record', 'limit_window'])

/** Verbs for administrators that the walk over all operations does not bring to succeed, and what shows what they leave in the log. */
export const untold: Readonly<Record<string, string>> = {
  'audit.publish': 'what was published says itself that it was',
  'file.begin-upload': 'requests here carry no picture: audit.test.ts sends one at the end',
  'key.revoke-signing-key': 'the operator’s: audit.test.ts does it at the end',
  'key.rotate-signing-key': 'the operator’s, likewise',
  'pool.create': 'the operator’s, likewise',
  'pool.delete': 'the log goes with the pool',
  'pool.rotate-lost-secret': 'the operator’s, likewise',
}

/** Kinds of things that a request names besides what it is about. */
export const mayLeaveOut: Readonly<Record<string, readonly string[]>> = {
  // Whose name and look the mail has.
  'credential.send-first-login': ['application'],
  // Where people were signed out, whether or not there was anything to end.
  'session.kick': ['application', 'device'],
  'session.kick-from': ['application'],
  // Where they were already.
  'department.set-of-user': ['department'],
  // Whose tree it is.
  'organisation.update-named': ['tenant'],
  // As what others call it, whatever they write.
  'identity.link': ['identity-source'],
  'identity.link-from-source': ['identity-source'],
  'identity.unlink-source': ['identity-source'],
}
