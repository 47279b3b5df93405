import type { SettingRows } from '../row.ts'

const year = 31_536_000

/** The application as a client of OpenID Connect, and how long what it gets is good. */
export const openid = {
  grantTypes: {
    kind: 'list',
    choices: ['authorization_code', 'refresh_token', 'client_credentials'],
    default: ['authorization_code', 'refresh_token'],
    wire: 'oidcConfig.grant_types',
    title: { en: 'Grants', zh: '授权类型' },
    help: { en: 'What the application may ask for tokens with.', zh: '应用可以使用的授权类型。' },
  },
  tokenEndpointAuthMethod: {
    kind: 'choice',
    choices: ['client_secret_basic', 'client_secret_post', 'none'],
    default: 'client_secret_basic',
    wire: 'oidcConfig.token_endpoint_auth_method',
    title: { en: 'Proof of the client', zh: '换取 token 的身份验证方式' },
    help: {
      en: '`none` is a public client: it has no secret, no client credentials and no HS256.',
      zh: '`none` 表示公开客户端：没有密钥，不能使用 client_credentials 与 HS256。',
    },
  },
  idTokenAlgorithm: {
    kind: 'choice',
    choices: ['HS256', 'RS256', 'ES256', 'EdDSA'],
    default: 'RS256',
    wire: 'oidcConfig.id_token_signed_response_alg',
    title: { en: 'Signature of tokens', zh: 'token 签名算法' },
    help: {
      en: 'Of identity and user tokens: HS256 under the application’s secret, or one of the installation’s keys.',
      zh: 'id_token 与用户 token 的签名：HS256 使用应用密钥，其余使用平台的密钥。',
    },
  },
  idTokenLifetime: {
    kind: 'whole',
    min: 60,
    max: year,
    unit: 'seconds',
    fault: 'seconds',
    default: null,
    nullable: 'always',
    wire: 'oidcConfig.id_token_expire',
    title: { en: 'Identity tokens', zh: 'id_token 有效期' },
    help: {
      en: 'Also of a session that the official clients open. Null: the pool’s setting, but an identity token no longer than an access token.',
      zh: '同时用于官方客户端建立的会话。null 表示沿用用户池的设置，但 id_token 不长于 access_token。',
    },
  },
  accessTokenLifetime: {
    kind: 'whole',
    min: 60,
    max: year,
    unit: 'seconds',
    fault: 'seconds',
    default: 3_600,
    wire: 'oidcConfig.access_token_expire',
    title: { en: 'Access tokens', zh: 'access_token 有效期' },
    help: { en: 'How long one is good.', zh: '每个 access_token 的有效时间。' },
  },
  refreshTokenLifetime: {
    kind: 'whole',
    min: 60,
    max: 5 * year,
    unit: 'seconds',
    fault: 'seconds',
    default: 2_592_000,
    wire: 'oidcConfig.refresh_token_expire',
    title: { en: 'Refresh tokens', zh: 'refresh_token 有效期' },
    help: {
      en: 'How long one is good; the time begins again with each new one.',
      zh: '每个 refresh_token 的有效时间，每次发放重新计算。',
    },
  },
  offlineAccess: {
    kind: 'flag',
    default: true,
    wire: 'oidcConfig.offline_access',
    title: { en: 'Offline access', zh: '离线访问' },
    help: {
      en: 'Whether `offline_access` outlasts the browser’s session (OpenID Connect Core 1.0, section 11), or means refresh tokens that end with it. Counts for what people agree to from then on.',
      zh: '`offline_access` 是否在浏览器会话结束后仍然有效（OpenID Connect Core 1.0 第 11 节）；关闭时 refresh_token 随会话结束。对此后的授权生效。',
    },
  },
  allowedOrigins: {
    kind: 'special',
    special: 'origins',
    form: {
      en: 'list of origins, such as `capacitor://localhost`',
      zh: '来源（origin）的列表，例如 `capacitor://localhost`',
    },
    default: [],
    wire: 'oidcConfig.allowed_origins',
    title: { en: 'Allowed origins', zh: '允许的来源' },
    help: {
      en: 'Origins of pages that may read answers of the OpenID Connect door, in addition to those of `redirectUris`.',
      zh: '除 `redirectUris` 的来源之外，还可以读取 OpenID Connect 接口应答的页面来源。',
    },
  },
  claimForm: {
    kind: 'choice',
    choices: ['standard', 'compatible'],
    default: 'standard',
    wire: 'oidcConfig.claim_form',
    title: { en: 'Form of claims', zh: '用户声明的形式' },
    help: {
      en: '`standard`: as OpenID Connect Core 1.0 has it; what is not known is left out. `compatible`: as Authing’s own clients expect it; what is not known is null.',
      zh: '`standard`：遵循 OpenID Connect Core 1.0，未知的字段不返回。`compatible`：与 Authing 客户端的预期一致，未知的字段为 null。',
    },
  },
  tokenInAddress: {
    kind: 'flag',
    default: null,
    nullable: 'always',
    wire: 'oidcConfig.token_in_address',
    title: { en: 'Access token in the address', zh: '允许在地址中携带 access_token' },
    help: {
      en: 'Whether user information takes an access token in the address (RFC 6750 section 2.3). Null: of an application of ours.',
      zh: '用户信息接口是否接受地址中的 access_token（RFC 6750 第 2.3 节）。null 表示仅自有应用可以。',
    },
  },
  machineScopes: {
    kind: 'list',
    // RFC 6749 section 3.3: a scope is printable ASCII without space, quote and backslash.
    pattern: String.raw`^[\x21\x23-\x5b\x5d-\x7e]{1,128}$`,
    default: [],
    title: { en: 'Scopes of machines', zh: '机器可用的 scope' },
    help: {
      en: 'Scopes that a machine may ask for with its own credentials.',
      zh: '机器以自身凭证可以申请的 scope。',
    },
  },
  sessionIdleTimeout: {
    kind: 'whole',
    // Uses are noted once a minute.
    min: 300,
    max: year,
    zero: true,
    unit: 'seconds',
    fault: 'zeroOrSeconds',
    default: null,
    nullable: 'always',
    title: { en: 'Idle sessions', zh: '会话空闲超时' },
    help: {
      en: 'A session that nobody uses for so long ends; 0: it does not, null: the pool’s setting.',
      zh: '会话连续这么久未使用即结束；0 表示不限制，null 表示沿用用户池的设置。',
    },
  },
  sessionAbsoluteTimeout: {
    kind: 'whole',
    min: 60,
    max: 5 * year,
    zero: true,
    unit: 'seconds',
    fault: 'seconds',
    default: null,
    nullable: 'always',
    title: { en: 'Longest session', zh: '会话最长时间' },
    help: {
      en: 'A session ends so long after it opened, however often it is refreshed; 0: refreshing always helps, null: the pool’s setting.',
      zh: '会话自建立起经过这么久必然结束，无论刷新多少次；0 表示不限制，null 表示沿用用户池的设置。',
    },
  },
} as const satisfies SettingRows
