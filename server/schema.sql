-- Generated from server/migrations by scripts/schema.ts; do not edit.

CREATE TABLE active_user (
  user_pool_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT active_user_pkey PRIMARY KEY (user_pool_id, month, user_id)
);
CREATE INDEX active_user_expires_at ON public.active_user USING btree (expires_at);

CREATE TABLE application (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  identifier text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text,
  logo text,
  secret_sealed bytea NOT NULL,
  redirect_uris text[] NOT NULL DEFAULT '{}'::text[],
  logout_redirect_uris text[] NOT NULL DEFAULT '{}'::text[],
  settings jsonb NOT NULL DEFAULT '{}'::jsonb,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT application_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT application_id_key UNIQUE (id),
  CONSTRAINT application_identifier_key UNIQUE (identifier)
);

CREATE TABLE captcha (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  answer_hash bytea NOT NULL,
  tries_left smallint NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT captcha_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX captcha_expires_at ON public.captcha USING btree (expires_at);

CREATE TABLE limit_window (
  user_pool_id text COLLATE "C" NOT NULL,
  key bytea NOT NULL,
  hit_at timestamp with time zone[] NOT NULL,
  hits integer[] NOT NULL,
  refused boolean NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT limit_window_pkey PRIMARY KEY (user_pool_id, key)
);
CREATE INDEX limit_window_expires_at ON public.limit_window USING btree (expires_at);

CREATE TABLE message (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  recipient text NOT NULL,
  template text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  body_sealed bytea,
  status text COLLATE "C" NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  attempts_left integer NOT NULL,
  next_attempt_at timestamp with time zone NOT NULL,
  failure text,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT message_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX message_due ON public.message USING btree (next_attempt_at) WHERE (status = 'queued'::text);
CREATE INDEX message_expires_at ON public.message USING btree (expires_at);
CREATE INDEX message_outbox ON public.message USING btree (created_at) WHERE (status = 'outbox'::text);

CREATE TABLE message_provider (
  user_pool_id text COLLATE "C" NOT NULL,
  channel text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  config_sealed bytea NOT NULL,
  enabled boolean NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT message_provider_pkey PRIMARY KEY (user_pool_id, channel)
);

CREATE TABLE message_template (
  user_pool_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL DEFAULT ''::text,
  name text NOT NULL DEFAULT ''::text,
  subject text NOT NULL DEFAULT ''::text,
  sender text NOT NULL DEFAULT ''::text,
  content_html text,
  content_text text,
  redirect_to text,
  has_url boolean NOT NULL DEFAULT false,
  expires_in integer,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT message_template_pkey PRIMARY KEY (user_pool_id, type, language),
  CONSTRAINT message_template_off CHECK (((content_html IS NOT NULL) OR (NOT enabled)))
);

CREATE TABLE monthly_usage (
  user_pool_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  logins integer NOT NULL DEFAULT 0,
  active_users integer NOT NULL DEFAULT 0,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT monthly_usage_pkey PRIMARY KEY (user_pool_id, month)
);
CREATE INDEX monthly_usage_expires_at ON public.monthly_usage USING btree (expires_at);

CREATE TABLE oidc_artifact (
  kind text COLLATE "C" NOT NULL,
  key bytea NOT NULL,
  user_pool_id text COLLATE "C",
  account_id text COLLATE "C",
  grant_id text COLLATE "C",
  uid text COLLATE "C",
  payload jsonb NOT NULL,
  consumed_at timestamp with time zone,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT oidc_artifact_pkey PRIMARY KEY (kind, key)
);
CREATE INDEX oidc_artifact_account ON public.oidc_artifact USING btree (user_pool_id, account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX oidc_artifact_expires_at ON public.oidc_artifact USING btree (expires_at);
CREATE INDEX oidc_artifact_grant ON public.oidc_artifact USING btree (grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX oidc_artifact_uid ON public.oidc_artifact USING btree (kind, uid) WHERE (uid IS NOT NULL);

CREATE TABLE platform_key (
  purpose text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  public_pem text NOT NULL,
  private_sealed bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  retired_at timestamp with time zone,
  CONSTRAINT platform_key_pkey PRIMARY KEY (purpose, id)
);

CREATE TABLE redeemed_proof (
  user_pool_id text COLLATE "C" NOT NULL,
  challenge_id text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT redeemed_proof_pkey PRIMARY KEY (user_pool_id, challenge_id)
);
CREATE INDEX redeemed_proof_expires_at ON public.redeemed_proof USING btree (expires_at);

CREATE TABLE registration_whitelist (
  user_pool_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT registration_whitelist_pkey PRIMARY KEY (user_pool_id, type, value)
);

CREATE TABLE revoked_token (
  jti text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT revoked_token_pkey PRIMARY KEY (jti)
);
CREATE INDEX revoked_token_expires_at ON public.revoked_token USING btree (expires_at);

CREATE TABLE session (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C",
  kind text NOT NULL,
  ip text,
  user_agent text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT session_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX session_expires_at ON public.session USING btree (expires_at);
CREATE INDEX session_of_user ON public.session USING btree (user_pool_id, user_id, created_at);

CREATE TABLE user_account (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  status text NOT NULL DEFAULT 'Activated'::text,
  username text,
  username_key text COLLATE "C",
  email text,
  email_key text COLLATE "C",
  email_verified boolean NOT NULL DEFAULT false,
  phone text COLLATE "C",
  phone_country_code text,
  phone_verified boolean NOT NULL DEFAULT false,
  external_id text COLLATE "C",
  unionid text COLLATE "C",
  openid text COLLATE "C",
  blocked boolean NOT NULL DEFAULT false,
  register_source text[] NOT NULL DEFAULT '{}'::text[],
  profile jsonb NOT NULL DEFAULT '{}'::jsonb,
  logins_count integer NOT NULL DEFAULT 0,
  last_login timestamp with time zone,
  last_ip text,
  signed_up timestamp with time zone NOT NULL DEFAULT now(),
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT user_account_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX user_account_created_at ON public.user_account USING btree (user_pool_id, created_at, id);
CREATE UNIQUE INDEX user_account_email_key ON public.user_account USING btree (user_pool_id, email_key) WHERE (email_key IS NOT NULL);
CREATE UNIQUE INDEX user_account_external_id_key ON public.user_account USING btree (user_pool_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX user_account_phone_key ON public.user_account USING btree (user_pool_id, phone) WHERE (phone IS NOT NULL);
CREATE INDEX user_account_updated_at ON public.user_account USING btree (user_pool_id, updated_at, id);
CREATE UNIQUE INDEX user_account_username_key ON public.user_account USING btree (user_pool_id, username_key) WHERE (username_key IS NOT NULL);

CREATE TABLE user_password (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  hash text NOT NULL,
  changed_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT user_password_pkey PRIMARY KEY (user_pool_id, user_id)
);

CREATE TABLE user_pool (
  id text COLLATE "C" NOT NULL,
  owner_id text COLLATE "C",
  is_root boolean NOT NULL DEFAULT false,
  name text NOT NULL,
  domain text COLLATE "C" NOT NULL,
  description text,
  logo text NOT NULL DEFAULT ''::text,
  secret_sealed bytea NOT NULL,
  jwt_secret_sealed bytea NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}'::jsonb,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT user_pool_pkey PRIMARY KEY (id),
  CONSTRAINT user_pool_domain_key UNIQUE (domain)
);
CREATE UNIQUE INDEX user_pool_one_root ON public.user_pool USING btree (is_root) WHERE is_root;

CREATE TABLE verification_code (
  user_pool_id text COLLATE "C" NOT NULL,
  address_hash bytea NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  code_hash bytea NOT NULL,
  tries_left integer NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT verification_code_pkey PRIMARY KEY (user_pool_id, address_hash, purpose)
);
CREATE INDEX verification_code_expires_at ON public.verification_code USING btree (expires_at);

CREATE TABLE verification_ticket (
  user_pool_id text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  purpose text COLLATE "C" NOT NULL,
  subject text NOT NULL,
  redirect_to text,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT verification_ticket_pkey PRIMARY KEY (user_pool_id, token_hash)
);
CREATE INDEX verification_ticket_expires_at ON public.verification_ticket USING btree (expires_at);

ALTER TABLE active_user ADD CONSTRAINT active_user_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE application ADD CONSTRAINT application_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE message ADD CONSTRAINT message_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE message_provider ADD CONSTRAINT message_provider_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE message_template ADD CONSTRAINT message_template_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE monthly_usage ADD CONSTRAINT monthly_usage_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE registration_whitelist ADD CONSTRAINT registration_whitelist_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE session ADD CONSTRAINT session_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE user_account ADD CONSTRAINT user_account_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE user_password ADD CONSTRAINT user_password_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE verification_code ADD CONSTRAINT verification_code_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE verification_ticket ADD CONSTRAINT verification_ticket_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
