-- Generated from server/migrations by scripts/schema.ts; do not edit.

CREATE OR REPLACE FUNCTION public.count_archived()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  one CONSTANT int := CASE WHEN NEW.status IN ('Archived', 'Resigned') THEN 1 ELSE -1 END;
BEGIN
  INSERT INTO user_count AS own (user_pool_id, slot, people, archived)
  VALUES (NEW.user_pool_id, pg_backend_pid() % 16, 0, one)
  ON CONFLICT (user_pool_id, slot) DO UPDATE SET archived = own.archived + excluded.archived;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.count_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- What goes takes its slots with it.
  EXECUTE format($text$
    INSERT INTO %1$I AS own (user_pool_id, %3$I, slot, members)
    SELECT user_pool_id, %3$I, pg_backend_pid() %% 16, $1 * count(*)
    FROM changed WHERE EXISTS (SELECT FROM %2$I AS whole WHERE whole.user_pool_id = changed.user_pool_id AND whole.id = changed.%3$I)
    GROUP BY user_pool_id, %3$I ORDER BY user_pool_id, %3$I
    ON CONFLICT (user_pool_id, %3$I, slot) DO UPDATE SET members = own.members + excluded.members
  $text$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2]) USING CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.count_people()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  sign CONSTANT int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  -- A pool that goes takes its slots with it.
  INSERT INTO user_count AS own (user_pool_id, slot, people, archived)
  SELECT user_pool_id, pg_backend_pid() % 16, sign * count(*),
    sign * count(*) FILTER (WHERE status IN ('Archived', 'Resigned'))
  FROM changed WHERE EXISTS (SELECT FROM user_pool WHERE id = user_pool_id)
  GROUP BY user_pool_id ORDER BY user_pool_id
  ON CONFLICT (user_pool_id, slot) DO UPDATE
  SET people = own.people + excluded.people, archived = own.archived + excluded.archived;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.resource_key(resource text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN position('*' IN resource) = 0 THEN resource ELSE split_part(resource, '*', 1) || '*' END
$function$;

CREATE OR REPLACE FUNCTION public.role_holds(begins_at timestamp with time zone, expires_at timestamp with time zone, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT tstzrange(begins_at, expires_at) @> at $function$;

CREATE OR REPLACE FUNCTION public.role_is_on(enabled boolean, disabled_at timestamp with time zone, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT enabled AND (disabled_at > at) IS NOT FALSE $function$;

CREATE OR REPLACE FUNCTION public.search_fold(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN octet_length(value) = length(value) THEN lower(value)
    ELSE normalize(replace(replace(replace(lower(normalize(value, NFKC) COLLATE "default"),
      'ß', 'ss'), 'ς', 'σ'), U&'i\0307', 'i'), NFKC) END
$function$;

CREATE OR REPLACE FUNCTION public.search_grams(pool text, fields text[], texts text[])
 RETURNS bigint[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
  seed bigint;
  grams bigint[] := '{}';
  folded text;
  letters text[];
  size int;
  wide boolean;
BEGIN
  FOR field IN 1 .. cardinality(fields) LOOP
    CONTINUE WHEN texts[field] IS NULL;
    seed := hashtextextended(fields[field], hashtextextended(pool, 0));
    folded := texts[field];
    IF octet_length(folded) = length(folded) THEN
      folded := lower(folded COLLATE "C");
    ELSE
      folded := lower(normalize(folded, NFKC) COLLATE "default");
      folded := normalize(replace(replace(replace(folded, 'ß', 'ss'), 'ς', 'σ'), U&'i\0307', 'i'), NFKC);
    END IF;
    letters := string_to_array(folded, NULL);
    size := coalesce(cardinality(letters), 0);
    FOR at IN 1 .. size LOOP
      wide := octet_length(letters[at]) > 1;
      IF wide THEN
        grams := grams || hashtextextended(letters[at], seed);
      END IF;
      CONTINUE WHEN at = size;
      IF wide OR octet_length(letters[at + 1]) > 1 THEN
        grams := grams || hashtextextended(letters[at] || letters[at + 1], seed);
      ELSIF at + 1 < size AND octet_length(letters[at + 2]) = 1 THEN
        grams := grams || hashtextextended(letters[at] || letters[at + 1] || letters[at + 2], seed);
      END IF;
    END LOOP;
  END LOOP;
  RETURN grams;
END $function$;

CREATE SEQUENCE namespace_number AS integer START 3;

CREATE TABLE access_account (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  secret_hash bytea NOT NULL,
  token_lifetime integer NOT NULL,
  remarks text,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT access_account_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT access_account_id_key UNIQUE (id)
);
CREATE INDEX access_account_of_application ON public.access_account USING btree (user_pool_id, application_id, id);

CREATE TABLE access_key (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  secret_sealed bytea NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  made_by text COLLATE "C",
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT access_key_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT access_key_id_key UNIQUE (id)
);

CREATE TABLE account_linking (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  primary_id text COLLATE "C" NOT NULL,
  secondary_id text COLLATE "C" NOT NULL,
  remains_sealed bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT account_linking_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX account_linking_expires_at ON public.account_linking USING btree (expires_at);
CREATE INDEX account_linking_primary ON public.account_linking USING btree (user_pool_id, primary_id);
CREATE UNIQUE INDEX account_linking_secondary ON public.account_linking USING btree (user_pool_id, secondary_id);

CREATE TABLE active_user (
  user_pool_id text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT active_user_pkey PRIMARY KEY (user_pool_id, month, user_id)
);
CREATE INDEX active_user_expires_at ON public.active_user USING btree (expires_at);

CREATE TABLE agreement (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  id integer NOT NULL,
  title text NOT NULL,
  required boolean NOT NULL,
  language text COLLATE "C" NOT NULL,
  available_at smallint NOT NULL DEFAULT 0,
  position integer NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT agreement_pkey PRIMARY KEY (user_pool_id, application_id, id)
);
CREATE INDEX agreement_position ON public.agreement USING btree (user_pool_id, application_id, "position", id);

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
  former_secret_sealed bytea,
  former_secret_expires_at timestamp with time zone,
  has_access_rules boolean NOT NULL DEFAULT false,
  namespace_number integer NOT NULL DEFAULT nextval('namespace_number'::regclass),
  CONSTRAINT application_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT application_id_key UNIQUE (id),
  CONSTRAINT application_identifier_key UNIQUE (identifier),
  CONSTRAINT application_name_key UNIQUE (user_pool_id, name)
);
CREATE INDEX application_oldest ON public.application USING btree (created_at, id);

CREATE TABLE application_access (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  allows boolean NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  inherited boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT application_access_pkey PRIMARY KEY (user_pool_id, application_id, target_type, target_id)
);
CREATE INDEX application_access_created_at ON public.application_access USING btree (user_pool_id, application_id, created_at, target_id);
CREATE INDEX application_access_of_target ON public.application_access USING btree (user_pool_id, target_type, target_id, application_id);

CREATE TABLE application_user (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  entered_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT application_user_pkey PRIMARY KEY (user_pool_id, application_id, user_id)
);
CREATE INDEX application_user_entered_at ON public.application_user USING btree (user_pool_id, application_id, entered_at DESC, user_id);
CREATE INDEX application_user_expires_at ON public.application_user USING btree (expires_at);
CREATE INDEX application_user_of_user ON public.application_user USING btree (user_pool_id, user_id);

CREATE TABLE application_whitelist (
  user_pool_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT application_whitelist_pkey PRIMARY KEY (user_pool_id, application_id, type, value)
);

CREATE TABLE audit_record (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  log text COLLATE "C" NOT NULL,
  at timestamp with time zone NOT NULL,
  operation text COLLATE "C" NOT NULL,
  outcome integer NOT NULL,
  user_id text COLLATE "C",
  targets text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],
  application_id text COLLATE "C",
  ip text COLLATE "C",
  user_agent text,
  details jsonb,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT audit_record_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX audit_record_at ON public.audit_record USING btree (user_pool_id, log, at, id);
CREATE INDEX audit_record_expires_at ON public.audit_record USING btree (expires_at);
CREATE INDEX audit_record_of_application ON public.audit_record USING btree (user_pool_id, log, application_id, at, id) WHERE (application_id IS NOT NULL);
CREATE INDEX audit_record_of_ip ON public.audit_record USING btree (user_pool_id, log, ip, at, id) WHERE (ip IS NOT NULL);
CREATE INDEX audit_record_of_operation ON public.audit_record USING btree (user_pool_id, log, operation, at, id);
CREATE INDEX audit_record_of_user ON public.audit_record USING btree (user_pool_id, log, user_id, at, id) WHERE (user_id IS NOT NULL);

CREATE TABLE base_field (
  user_pool_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  label text,
  description text,
  labels jsonb,
  user_editable boolean NOT NULL,
  visible_in_console boolean NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT base_field_pkey PRIMARY KEY (user_pool_id, key)
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

CREATE TABLE consent (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  scopes text[] NOT NULL,
  given_at timestamp with time zone NOT NULL,
  CONSTRAINT consent_pkey PRIMARY KEY (user_pool_id, user_id, application_id)
);
CREATE INDEX consent_of_application ON public.consent USING btree (user_pool_id, application_id);

CREATE TABLE custom_field (
  user_pool_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  data_type text COLLATE "C" NOT NULL,
  label text,
  options text,
  user_editable boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  description text,
  labels jsonb,
  visible_in_console boolean NOT NULL DEFAULT true,
  visible_in_center boolean NOT NULL DEFAULT true,
  CONSTRAINT custom_field_pkey PRIMARY KEY (user_pool_id, target_type, key)
);

CREATE TABLE custom_value (
  user_pool_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  value jsonb NOT NULL,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT custom_value_pkey PRIMARY KEY (user_pool_id, target_type, target_id, key)
);
CREATE INDEX custom_value_of_field ON public.custom_value USING btree (user_pool_id, target_type, key);
CREATE INDEX custom_value_of_person ON public.custom_value USING btree (user_pool_id, key, hashtextextended((value #>> '{}'::text[]), (0)::bigint)) WHERE (target_type = 'USER'::text);

CREATE TABLE department (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  organisation_id text COLLATE "C" NOT NULL,
  parent_id text COLLATE "C",
  path text COLLATE "C" NOT NULL,
  code text COLLATE "C",
  name text NOT NULL,
  name_i18n jsonb,
  description text,
  description_i18n jsonb,
  position integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  open_id text COLLATE "C",
  enabled boolean NOT NULL DEFAULT true,
  is_virtual boolean NOT NULL DEFAULT false,
  name_i18n_off text[] COLLATE "C" NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT department_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX department_children ON public.department USING btree (user_pool_id, parent_id, "position", id);
CREATE UNIQUE INDEX department_code_key ON public.department USING btree (user_pool_id, organisation_id, code) WHERE (code IS NOT NULL);
CREATE INDEX department_of_organisation_made ON public.department USING btree (user_pool_id, organisation_id, created_at, id);
CREATE UNIQUE INDEX department_one_root ON public.department USING btree (user_pool_id, organisation_id) WHERE (parent_id IS NULL);
CREATE UNIQUE INDEX department_open_id_key ON public.department USING btree (user_pool_id, open_id, organisation_id) WHERE (open_id IS NOT NULL);
CREATE INDEX department_path ON public.department USING btree (user_pool_id, "left"(path, 2401));
CREATE INDEX department_root_code ON public.department USING btree (user_pool_id, code) WHERE (parent_id IS NULL);

CREATE TABLE department_member (
  user_pool_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  is_leader boolean NOT NULL DEFAULT false,
  is_main boolean NOT NULL DEFAULT false,
  joined_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT department_member_pkey PRIMARY KEY (user_pool_id, department_id, user_id)
);
CREATE INDEX department_member_joined ON public.department_member USING btree (user_pool_id, department_id, joined_at, user_id);
CREATE INDEX department_member_leader ON public.department_member USING btree (user_pool_id, department_id, user_id) WHERE is_leader;
CREATE INDEX department_member_of_user ON public.department_member USING btree (user_pool_id, user_id, department_id);
CREATE UNIQUE INDEX department_member_one_main ON public.department_member USING btree (user_pool_id, user_id) WHERE is_main;

CREATE TABLE department_member_count (
  user_pool_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  slot smallint NOT NULL,
  members bigint NOT NULL,
  CONSTRAINT department_member_count_pkey PRIMARY KEY (user_pool_id, department_id, slot)
);

CREATE TABLE device (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  name text NOT NULL,
  browser text,
  os text,
  user_agent text,
  agent_key text COLLATE "C",
  unique_id text COLLATE "C",
  details jsonb NOT NULL DEFAULT '{}'::jsonb,
  disabled boolean NOT NULL DEFAULT false,
  suspended_until timestamp with time zone,
  last_ip text,
  last_seen_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT device_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE UNIQUE INDEX device_agent_key ON public.device USING btree (user_pool_id, user_id, agent_key) WHERE (agent_key IS NOT NULL);
CREATE INDEX device_expires_at ON public.device USING btree (expires_at);
CREATE INDEX device_of_user ON public.device USING btree (user_pool_id, user_id, id);
CREATE UNIQUE INDEX device_unique_id_key ON public.device USING btree (user_pool_id, user_id, unique_id) WHERE (unique_id IS NOT NULL);

CREATE TABLE event_outbox (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  body jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamp with time zone NOT NULL,
  CONSTRAINT event_outbox_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX event_outbox_due ON public.event_outbox USING btree (due_at, id);

CREATE TABLE face_template (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  template_sealed bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT face_template_pkey PRIMARY KEY (user_pool_id, user_id)
);

CREATE TABLE feedback (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C",
  kind text NOT NULL,
  contact text NOT NULL,
  description text NOT NULL,
  images text[] NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT feedback_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX feedback_created_at ON public.feedback USING btree (user_pool_id, created_at, id);
CREATE INDEX feedback_expires_at ON public.feedback USING btree (expires_at);

CREATE TABLE former_password (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  hash text NOT NULL,
  CONSTRAINT former_password_pkey PRIMARY KEY (user_pool_id, user_id, changed_at)
);

CREATE TABLE group_member (
  user_pool_id text COLLATE "C" NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  joined_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT group_member_pkey PRIMARY KEY (user_pool_id, group_id, user_id)
);
CREATE INDEX group_member_of_user ON public.group_member USING btree (user_pool_id, user_id, group_id);

CREATE TABLE group_member_count (
  user_pool_id text COLLATE "C" NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  slot smallint NOT NULL,
  members bigint NOT NULL,
  CONSTRAINT group_member_count_pkey PRIMARY KEY (user_pool_id, group_id, slot)
);

CREATE TABLE identifier_collision (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  form text COLLATE "C" NOT NULL,
  holder_id text COLLATE "C" NOT NULL,
  noticed_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT identifier_collision_pkey PRIMARY KEY (user_pool_id, user_id, kind)
);
CREATE INDEX identifier_collision_holder ON public.identifier_collision USING btree (user_pool_id, holder_id);

CREATE TABLE identity_connection (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  source_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  identifier text COLLATE "C" NOT NULL,
  display_name text NOT NULL,
  logo text,
  fields_sealed bytea NOT NULL,
  user_match_fields text[] NOT NULL DEFAULT '{}'::text[],
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT identity_connection_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT identity_connection_identifier_key UNIQUE (user_pool_id, identifier)
);
CREATE INDEX identity_connection_of_source ON public.identity_connection USING btree (user_pool_id, source_id, id);

CREATE TABLE identity_connection_application (
  user_pool_id text COLLATE "C" NOT NULL,
  connection_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  CONSTRAINT identity_connection_application_pkey PRIMARY KEY (user_pool_id, connection_id, application_id)
);
CREATE INDEX identity_connection_application_of ON public.identity_connection_application USING btree (user_pool_id, application_id);

CREATE TABLE identity_connection_tenant (
  user_pool_id text COLLATE "C" NOT NULL,
  connection_id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C" NOT NULL,
  CONSTRAINT identity_connection_tenant_pkey PRIMARY KEY (user_pool_id, connection_id, tenant_id)
);
CREATE INDEX identity_connection_tenant_of ON public.identity_connection_tenant USING btree (user_pool_id, tenant_id);

CREATE TABLE identity_source (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C",
  name text NOT NULL,
  type text COLLATE "C" NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT identity_source_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX identity_source_of_tenant ON public.identity_source USING btree (user_pool_id, tenant_id, id);

CREATE TABLE import_job (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  status text COLLATE "C" NOT NULL,
  total integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT import_job_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX import_job_created_at ON public.import_job USING btree (user_pool_id, created_at, id);
CREATE INDEX import_job_expires_at ON public.import_job USING btree (expires_at);
CREATE INDEX import_job_open ON public.import_job USING btree (user_pool_id) WHERE (status = ANY (ARRAY['reading'::text, 'running'::text]));

CREATE TABLE import_refusal (
  user_pool_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  code integer NOT NULL,
  variant text COLLATE "C",
  details jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT import_refusal_pkey PRIMARY KEY (user_pool_id, job_id, number)
);

CREATE TABLE import_row (
  user_pool_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  data_sealed bytea NOT NULL,
  CONSTRAINT import_row_pkey PRIMARY KEY (user_pool_id, job_id, number)
);

CREATE TABLE job (
  user_pool_id text COLLATE "C",
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  payload jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  attempts_left integer NOT NULL,
  running boolean NOT NULL DEFAULT false,
  due_at timestamp with time zone NOT NULL,
  failure text,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  key text COLLATE "C" NOT NULL DEFAULT (gen_random_uuid())::text,
  CONSTRAINT job_pkey PRIMARY KEY (key),
  CONSTRAINT job_of_pool UNIQUE (user_pool_id, kind, id)
);
CREATE INDEX job_due ON public.job USING btree (kind, due_at) INCLUDE (running);
CREATE INDEX job_expires_at ON public.job USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE UNIQUE INDEX job_of_no_pool ON public.job USING btree (kind, id) WHERE (user_pool_id IS NULL);

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

CREATE TABLE login_record (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  at timestamp with time zone NOT NULL,
  outcome integer NOT NULL,
  way text COLLATE "C" NOT NULL,
  application_id text COLLATE "C",
  session_id text COLLATE "C",
  device_id text COLLATE "C",
  ip text,
  user_agent text,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT login_record_pkey PRIMARY KEY (user_pool_id, user_id, id)
);
CREATE INDEX login_record_at ON public.login_record USING btree (user_pool_id, at, id);
CREATE INDEX login_record_expires_at ON public.login_record USING btree (expires_at);
CREATE INDEX login_record_of_application ON public.login_record USING btree (user_pool_id, application_id, at, id) WHERE (application_id IS NOT NULL);
CREATE INDEX login_record_of_ip ON public.login_record USING btree (user_pool_id, ip, at, id) WHERE (ip IS NOT NULL);

CREATE TABLE management_token (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ends_by timestamp with time zone NOT NULL,
  ip text,
  user_agent text,
  access_key_id text COLLATE "C",
  CONSTRAINT management_token_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX management_token_access_key_id ON public.management_token USING btree (user_pool_id, access_key_id);
CREATE INDEX management_token_expires_at ON public.management_token USING btree (expires_at);

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
  failure text,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT message_pkey PRIMARY KEY (user_pool_id, id)
);
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

CREATE TABLE mfa_ticket (
  user_pool_id text COLLATE "C" NOT NULL,
  token_hash bytea NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C",
  session_id text COLLATE "C",
  session_kind text COLLATE "C" NOT NULL,
  lifetime integer,
  counted boolean NOT NULL,
  methods text[] NOT NULL,
  password_digest bytea,
  tries_left integer NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  token_scope text COLLATE "C",
  CONSTRAINT mfa_ticket_pkey PRIMARY KEY (user_pool_id, token_hash)
);
CREATE INDEX mfa_ticket_expires_at ON public.mfa_ticket USING btree (expires_at);
CREATE INDEX mfa_ticket_of_user ON public.mfa_ticket USING btree (user_pool_id, user_id);

CREATE TABLE mobile_sso_session (
  user_pool_id text COLLATE "C" NOT NULL,
  device_hash bytea NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  session_id text COLLATE "C" NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT mobile_sso_session_pkey PRIMARY KEY (user_pool_id, device_hash, application_id)
);
CREATE INDEX mobile_sso_session_expires_at ON public.mobile_sso_session USING btree (expires_at);
CREATE INDEX mobile_sso_session_of_session ON public.mobile_sso_session USING btree (user_pool_id, session_id);

CREATE TABLE mobile_sso_ticket (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT mobile_sso_ticket_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX mobile_sso_ticket_expires_at ON public.mobile_sso_ticket USING btree (expires_at);

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
CREATE INDEX oidc_artifact_account ON public.oidc_artifact USING btree (user_pool_id, account_id);
CREATE INDEX oidc_artifact_expires_at ON public.oidc_artifact USING btree (expires_at);
CREATE INDEX oidc_artifact_grant ON public.oidc_artifact USING btree (grant_id) WHERE (grant_id IS NOT NULL);
CREATE INDEX oidc_artifact_uid ON public.oidc_artifact USING btree (kind, uid) WHERE (uid IS NOT NULL);

CREATE TABLE organisation (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C",
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT organisation_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX organisation_created_at ON public.organisation USING btree (user_pool_id, created_at, id);
CREATE INDEX organisation_of_tenant ON public.organisation USING btree (user_pool_id, tenant_id) WHERE (tenant_id IS NOT NULL);

CREATE TABLE passkey (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  credential_id text COLLATE "C" NOT NULL,
  rp_id text COLLATE "C" NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  aaguid text COLLATE "C" NOT NULL,
  synced boolean NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  CONSTRAINT passkey_pkey PRIMARY KEY (user_pool_id, user_id, id)
);
CREATE UNIQUE INDEX passkey_credential_id ON public.passkey USING btree (user_pool_id, credential_id);

CREATE TABLE platform_key (
  purpose text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  public_pem text NOT NULL,
  private_sealed bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  ends_at timestamp with time zone,
  active_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT platform_key_pkey PRIMARY KEY (purpose, id)
);

CREATE TABLE policy (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  namespace text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  description text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT policy_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT policy_code_key UNIQUE (user_pool_id, namespace, code)
);
CREATE INDEX policy_created_at ON public.policy USING btree (user_pool_id, namespace, created_at, id);

CREATE TABLE policy_assignment (
  user_pool_id text COLLATE "C" NOT NULL,
  policy_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  inherited boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT policy_assignment_pkey PRIMARY KEY (user_pool_id, policy_id, target_type, target_id)
);
CREATE INDEX policy_assignment_of_target ON public.policy_assignment USING btree (user_pool_id, target_type, target_id, policy_id);

CREATE TABLE policy_statement (
  user_pool_id text COLLATE "C" NOT NULL,
  policy_id text COLLATE "C" NOT NULL,
  position smallint NOT NULL,
  resource text COLLATE "C" NOT NULL,
  actions text[] NOT NULL,
  allows boolean NOT NULL,
  condition jsonb,
  namespace text COLLATE "C" NOT NULL,
  CONSTRAINT policy_statement_pkey PRIMARY KEY (user_pool_id, policy_id, "position")
);
CREATE INDEX policy_statement_key ON public.policy_statement USING btree (user_pool_id, namespace, resource_key(resource), policy_id);

CREATE TABLE pool_variable (
  user_pool_id text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  value_sealed bytea NOT NULL,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT pool_variable_pkey PRIMARY KEY (user_pool_id, key)
);

CREATE TABLE post (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT post_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE UNIQUE INDEX post_code_key ON public.post USING btree (user_pool_id, code);
CREATE INDEX post_created_at ON public.post USING btree (user_pool_id, created_at, id);

CREATE TABLE post_department (
  user_pool_id text COLLATE "C" NOT NULL,
  post_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  CONSTRAINT post_department_pkey PRIMARY KEY (user_pool_id, post_id, department_id)
);
CREATE INDEX post_department_of_department ON public.post_department USING btree (user_pool_id, department_id);

CREATE TABLE post_member (
  user_pool_id text COLLATE "C" NOT NULL,
  post_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT post_member_pkey PRIMARY KEY (user_pool_id, post_id, user_id)
);
CREATE INDEX post_member_of_user ON public.post_member USING btree (user_pool_id, user_id);

CREATE TABLE principal_authentication (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  claim_sealed bytea NOT NULL,
  status text COLLATE "C" NOT NULL,
  verified_by text COLLATE "C",
  authenticated_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT principal_authentication_pkey PRIMARY KEY (user_pool_id, user_id)
);

CREATE TABLE qr_code (
  user_pool_id text COLLATE "C" NOT NULL,
  random_hash bytea NOT NULL,
  application_id text COLLATE "C",
  status text COLLATE "C" NOT NULL,
  holder_hash bytea NOT NULL,
  bound boolean NOT NULL,
  ip text NOT NULL,
  user_agent text,
  user_id text COLLATE "C",
  session_id text COLLATE "C",
  ticket_hash bytea,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  confirming_session_id text COLLATE "C",
  CONSTRAINT qr_code_pkey PRIMARY KEY (user_pool_id, random_hash)
);
CREATE INDEX qr_code_expires_at ON public.qr_code USING btree (expires_at);
CREATE INDEX qr_code_of_user ON public.qr_code USING btree (user_pool_id, user_id) WHERE (user_id IS NOT NULL);
CREATE UNIQUE INDEX qr_code_ticket ON public.qr_code USING btree (user_pool_id, ticket_hash) WHERE (ticket_hash IS NOT NULL);

CREATE TABLE redeemed_challenge (
  user_pool_id text COLLATE "C" NOT NULL,
  challenge_id text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT redeemed_challenge_pkey PRIMARY KEY (user_pool_id, challenge_id)
);
CREATE INDEX redeemed_challenge_expires_at ON public.redeemed_challenge USING btree (expires_at);

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

CREATE TABLE resource (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  namespace text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  description text,
  actions jsonb NOT NULL DEFAULT '[]'::jsonb,
  api_identifier text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  name text,
  CONSTRAINT resource_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT resource_code_key UNIQUE (user_pool_id, namespace, code)
);
CREATE INDEX resource_created_at ON public.resource USING btree (user_pool_id, namespace, created_at, id);
CREATE INDEX resource_of_pool ON public.resource USING btree (user_pool_id, created_at, id);

CREATE TABLE resource_grant (
  user_pool_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  namespace text COLLATE "C" NOT NULL,
  resource text COLLATE "C" NOT NULL,
  resource_type text COLLATE "C",
  actions text[] NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT resource_grant_pkey PRIMARY KEY (user_pool_id, target_type, target_id, namespace, resource)
);
CREATE INDEX resource_grant_key ON public.resource_grant USING btree (user_pool_id, target_type, target_id, namespace, resource_key(resource));
CREATE INDEX resource_grant_of_resource ON public.resource_grant USING btree (user_pool_id, namespace, resource, target_type, target_id);

CREATE TABLE resource_namespace (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  number integer NOT NULL DEFAULT nextval('namespace_number'::regclass),
  CONSTRAINT resource_namespace_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT resource_namespace_code_key UNIQUE (user_pool_id, code),
  CONSTRAINT resource_namespace_number_key UNIQUE (user_pool_id, number)
);
CREATE INDEX resource_namespace_created_at ON public.resource_namespace USING btree (user_pool_id, created_at, id);

CREATE TABLE restatement (
  form text COLLATE "C" NOT NULL,
  after_pool text COLLATE "C" NOT NULL DEFAULT ''::text,
  after_user text COLLATE "C" NOT NULL DEFAULT ''::text,
  finished_at timestamp with time zone,
  CONSTRAINT restatement_pkey PRIMARY KEY (form)
);

CREATE TABLE revoked_token (
  jti text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT revoked_token_pkey PRIMARY KEY (jti)
);
CREATE INDEX revoked_token_expires_at ON public.revoked_token USING btree (expires_at);

CREATE TABLE role (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  namespace text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text,
  description text,
  is_system boolean NOT NULL DEFAULT false,
  parent_id text COLLATE "C",
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  enabled boolean NOT NULL DEFAULT true,
  disabled_at timestamp with time zone,
  CONSTRAINT role_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT role_code_key UNIQUE (user_pool_id, namespace, code)
);
CREATE INDEX role_created_at ON public.role USING btree (user_pool_id, namespace, created_at, id);
CREATE INDEX role_parent ON public.role USING btree (user_pool_id, parent_id) WHERE (parent_id IS NOT NULL);

CREATE TABLE role_department (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  assigned_at timestamp with time zone NOT NULL DEFAULT now(),
  begins_at timestamp with time zone,
  expires_at timestamp with time zone,
  CONSTRAINT role_department_pkey PRIMARY KEY (user_pool_id, role_id, department_id),
  CONSTRAINT role_department_check CHECK ((begins_at < expires_at))
);
CREATE INDEX role_department_expires_at ON public.role_department USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX role_department_of_department ON public.role_department USING btree (user_pool_id, department_id, role_id);

CREATE TABLE role_group (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  assigned_at timestamp with time zone NOT NULL DEFAULT now(),
  begins_at timestamp with time zone,
  expires_at timestamp with time zone,
  CONSTRAINT role_group_pkey PRIMARY KEY (user_pool_id, role_id, group_id),
  CONSTRAINT role_group_check CHECK ((begins_at < expires_at))
);
CREATE INDEX role_group_expires_at ON public.role_group USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX role_group_of_group ON public.role_group USING btree (user_pool_id, group_id, role_id);

CREATE TABLE role_member_count (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  slot smallint NOT NULL,
  members bigint NOT NULL,
  CONSTRAINT role_member_count_pkey PRIMARY KEY (user_pool_id, role_id, slot)
);

CREATE TABLE role_user (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  assigned_at timestamp with time zone NOT NULL DEFAULT now(),
  begins_at timestamp with time zone,
  expires_at timestamp with time zone,
  CONSTRAINT role_user_pkey PRIMARY KEY (user_pool_id, role_id, user_id),
  CONSTRAINT role_user_check CHECK ((begins_at < expires_at))
);
CREATE INDEX role_user_expires_at ON public.role_user USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX role_user_for_a_time ON public.role_user USING btree (user_pool_id, role_id, user_id) WHERE ((begins_at IS NOT NULL) OR (expires_at IS NOT NULL));
CREATE INDEX role_user_of_user ON public.role_user USING btree (user_pool_id, user_id, role_id);

CREATE TABLE root_secret (
  sealed_under text COLLATE "C" NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT root_secret_pkey PRIMARY KEY (sealed_under)
);

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
  methods text[] NOT NULL DEFAULT '{}'::text[],
  device_id text COLLATE "C",
  last_seen_at timestamp with time zone NOT NULL DEFAULT now(),
  idle_seconds integer,
  ends_by timestamp with time zone,
  proven_at timestamp with time zone,
  CONSTRAINT session_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX session_expires_at ON public.session USING btree (expires_at);
CREATE INDEX session_of_user ON public.session USING btree (user_pool_id, user_id, id);

CREATE TABLE signature_nonce (
  user_pool_id text COLLATE "C" NOT NULL,
  access_key_id text COLLATE "C" NOT NULL,
  digest bytea NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT signature_nonce_pkey PRIMARY KEY (user_pool_id, access_key_id, digest)
);
CREATE INDEX signature_nonce_expires_at ON public.signature_nonce USING btree (expires_at);

CREATE TABLE stored_file (
  user_pool_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  owner_id text COLLATE "C",
  byte_count integer NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  delete_after timestamp with time zone,
  CONSTRAINT stored_file_pkey PRIMARY KEY (user_pool_id, name)
);
CREATE INDEX stored_file_of_owner ON public.stored_file USING btree (user_pool_id, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX stored_file_unused ON public.stored_file USING btree (delete_after) WHERE (delete_after IS NOT NULL);

CREATE TABLE sub_account (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  account text NOT NULL,
  account_key text COLLATE "C" NOT NULL,
  hash text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT sub_account_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE UNIQUE INDEX sub_account_account_key ON public.sub_account USING btree (user_pool_id, application_id, account_key);
CREATE INDEX sub_account_of_application ON public.sub_account USING btree (user_pool_id, application_id, id);
CREATE INDEX sub_account_of_user ON public.sub_account USING btree (user_pool_id, user_id, id);

CREATE TABLE tenant (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  logo text,
  description text,
  reject_hint text,
  config jsonb NOT NULL DEFAULT '{}'::jsonb,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT tenant_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX tenant_created_at ON public.tenant USING btree (user_pool_id, created_at, id);

CREATE TABLE tenant_application (
  user_pool_id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  CONSTRAINT tenant_application_pkey PRIMARY KEY (user_pool_id, tenant_id, application_id)
);
CREATE INDEX tenant_application_of_application ON public.tenant_application USING btree (user_pool_id, application_id, tenant_id);

CREATE TABLE tenant_member (
  user_pool_id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  is_enabled boolean NOT NULL DEFAULT true,
  is_admin boolean NOT NULL DEFAULT false,
  api_authorized boolean NOT NULL DEFAULT false,
  joined_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT tenant_member_pkey PRIMARY KEY (user_pool_id, tenant_id, user_id)
);
CREATE INDEX tenant_member_of_user ON public.tenant_member USING btree (user_pool_id, user_id, tenant_id);

CREATE TABLE totp_authenticator (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  secret_sealed bytea NOT NULL,
  recovery_hash bytea NOT NULL,
  source text COLLATE "C" NOT NULL,
  enabled boolean NOT NULL,
  last_step integer,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT totp_authenticator_pkey PRIMARY KEY (user_pool_id, user_id)
);

CREATE TABLE totp_enrolment (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  secret_sealed bytea NOT NULL,
  recovery_hash bytea NOT NULL,
  source text COLLATE "C" NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT totp_enrolment_pkey PRIMARY KEY (user_pool_id, user_id)
);
CREATE INDEX totp_enrolment_expires_at ON public.totp_enrolment USING btree (expires_at);

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
  reset_password_on_first_login boolean NOT NULL DEFAULT false,
  reset_password_on_next_login boolean NOT NULL DEFAULT false,
  password_security_level smallint,
  last_mfa_time timestamp with time zone,
  second_factors text[] NOT NULL DEFAULT '{}'::text[],
  factor_epoch integer NOT NULL DEFAULT 0,
  username_reads text COLLATE "C",
  vouched text[] COLLATE "C" DEFAULT '{}'::text[],
  email_assumed text COLLATE "C",
  status_changed_at timestamp with time zone,
  CONSTRAINT user_account_pkey PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX user_account_archived ON public.user_account USING btree (user_pool_id, created_at, id) WHERE (status = ANY (ARRAY['Archived'::text, 'Resigned'::text]));
CREATE INDEX user_account_archived_at ON public.user_account USING btree (user_pool_id, status_changed_at, id) WHERE (status = 'Archived'::text);
CREATE INDEX user_account_created_at ON public.user_account USING btree (user_pool_id, created_at, id);
CREATE UNIQUE INDEX user_account_email_key ON public.user_account USING btree (user_pool_id, email_key) WHERE (email_key IS NOT NULL);
CREATE UNIQUE INDEX user_account_external_id_key ON public.user_account USING btree (user_pool_id, external_id) WHERE (external_id IS NOT NULL);
CREATE UNIQUE INDEX user_account_phone_key ON public.user_account USING btree (user_pool_id, phone) WHERE (phone IS NOT NULL);
CREATE INDEX user_account_search ON public.user_account USING gin (search_grams(user_pool_id, '{username,email,phone,externalId,nickname,name,company,givenName,familyName,preferredUsername}'::text[], ARRAY[username, email, phone, external_id, (profile ->> 'nickname'::text), (profile ->> 'name'::text), (profile ->> 'company'::text), (profile ->> 'givenName'::text), (profile ->> 'familyName'::text), (profile ->> 'preferredUsername'::text)])) WITH (fastupdate=off);
CREATE INDEX user_account_updated_at ON public.user_account USING btree (user_pool_id, updated_at, id);
CREATE UNIQUE INDEX user_account_username_key ON public.user_account USING btree (user_pool_id, username_key) WHERE (username_key IS NOT NULL);
CREATE INDEX user_account_username_reads ON public.user_account USING btree (user_pool_id, username_reads) WHERE (username_reads IS NOT NULL);

CREATE TABLE user_count (
  user_pool_id text COLLATE "C" NOT NULL,
  slot smallint NOT NULL,
  people bigint NOT NULL,
  archived bigint NOT NULL,
  CONSTRAINT user_count_pkey PRIMARY KEY (user_pool_id, slot)
);

CREATE TABLE user_group (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT user_group_pkey PRIMARY KEY (user_pool_id, id),
  CONSTRAINT user_group_code_key UNIQUE (user_pool_id, code)
);
CREATE INDEX user_group_created_at ON public.user_group USING btree (user_pool_id, created_at, id);

CREATE TABLE user_identity (
  user_pool_id text COLLATE "C" NOT NULL,
  provider text COLLATE "C" NOT NULL,
  user_id_in_idp text COLLATE "C" NOT NULL,
  ext_idp_id text COLLATE "C" NOT NULL DEFAULT ''::text,
  type text COLLATE "C" NOT NULL DEFAULT 'generic'::text,
  user_id text COLLATE "C" NOT NULL,
  is_social boolean NOT NULL DEFAULT true,
  connection_id text COLLATE "C",
  openid text COLLATE "C",
  user_info jsonb NOT NULL DEFAULT '{}'::jsonb,
  access_token_sealed bytea,
  refresh_token_sealed bytea,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT user_identity_owner_key PRIMARY KEY (user_pool_id, provider, user_id_in_idp, ext_idp_id, type)
);
CREATE INDEX user_identity_of_provider ON public.user_identity USING btree (user_pool_id, user_id_in_idp);
CREATE UNIQUE INDEX user_identity_provider_key ON public.user_identity USING btree (user_pool_id, user_id, provider, ext_idp_id, type);

CREATE TABLE user_password (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  hash text NOT NULL,
  changed_at timestamp with time zone NOT NULL DEFAULT now(),
  by_address boolean NOT NULL DEFAULT false,
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
  deleted_at timestamp with time zone,
  former_secret_sealed bytea,
  former_secret_until timestamp with time zone,
  unlisted_tokens_until timestamp with time zone,
  CONSTRAINT user_pool_pkey PRIMARY KEY (id),
  CONSTRAINT user_pool_domain_key UNIQUE (domain)
);
CREATE INDEX user_pool_deleted ON public.user_pool USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX user_pool_one_root ON public.user_pool USING btree (is_root) WHERE is_root;
CREATE INDEX user_pool_owner ON public.user_pool USING btree (owner_id, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX user_pool_owner_name_key ON public.user_pool USING btree (owner_id, name) WHERE (deleted_at IS NULL);
CREATE INDEX user_pool_updated ON public.user_pool USING btree (updated_at, id) WHERE (deleted_at IS NULL);

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
  bound_to text COLLATE "C",
  application_id text COLLATE "C",
  CONSTRAINT verification_ticket_pkey PRIMARY KEY (user_pool_id, token_hash)
);
CREATE INDEX verification_ticket_expires_at ON public.verification_ticket USING btree (expires_at);

ALTER TABLE access_account ADD CONSTRAINT access_account_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE access_key ADD CONSTRAINT access_key_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE account_linking ADD CONSTRAINT account_linking_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE active_user ADD CONSTRAINT active_user_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE agreement ADD CONSTRAINT agreement_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE application ADD CONSTRAINT application_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE application_access ADD CONSTRAINT application_access_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE application_user ADD CONSTRAINT application_user_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE application_whitelist ADD CONSTRAINT application_whitelist_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE audit_record ADD CONSTRAINT audit_record_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE base_field ADD CONSTRAINT base_field_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE consent ADD CONSTRAINT consent_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE consent ADD CONSTRAINT consent_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE custom_field ADD CONSTRAINT custom_field_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE custom_value ADD CONSTRAINT custom_value_user_pool_id_target_type_key_fkey FOREIGN KEY (user_pool_id, target_type, key) REFERENCES custom_field(user_pool_id, target_type, key) ON DELETE CASCADE;
ALTER TABLE department ADD CONSTRAINT department_user_pool_id_organisation_id_fkey FOREIGN KEY (user_pool_id, organisation_id) REFERENCES organisation(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE department ADD CONSTRAINT department_user_pool_id_parent_id_fkey FOREIGN KEY (user_pool_id, parent_id) REFERENCES department(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE department_member ADD CONSTRAINT department_member_user_pool_id_department_id_fkey FOREIGN KEY (user_pool_id, department_id) REFERENCES department(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE department_member ADD CONSTRAINT department_member_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE department_member_count ADD CONSTRAINT department_member_count_user_pool_id_department_id_fkey FOREIGN KEY (user_pool_id, department_id) REFERENCES department(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE device ADD CONSTRAINT device_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE event_outbox ADD CONSTRAINT event_outbox_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE face_template ADD CONSTRAINT face_template_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE feedback ADD CONSTRAINT feedback_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE former_password ADD CONSTRAINT former_password_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE group_member ADD CONSTRAINT group_member_user_pool_id_group_id_fkey FOREIGN KEY (user_pool_id, group_id) REFERENCES user_group(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE group_member ADD CONSTRAINT group_member_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE group_member_count ADD CONSTRAINT group_member_count_user_pool_id_group_id_fkey FOREIGN KEY (user_pool_id, group_id) REFERENCES user_group(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identifier_collision ADD CONSTRAINT identifier_collision_user_pool_id_holder_id_fkey FOREIGN KEY (user_pool_id, holder_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identifier_collision ADD CONSTRAINT identifier_collision_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identity_connection ADD CONSTRAINT identity_connection_user_pool_id_source_id_fkey FOREIGN KEY (user_pool_id, source_id) REFERENCES identity_source(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identity_connection_application ADD CONSTRAINT identity_connection_applicatio_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identity_connection_application ADD CONSTRAINT identity_connection_application_user_pool_id_connection_id_fkey FOREIGN KEY (user_pool_id, connection_id) REFERENCES identity_connection(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identity_connection_tenant ADD CONSTRAINT identity_connection_tenant_user_pool_id_connection_id_fkey FOREIGN KEY (user_pool_id, connection_id) REFERENCES identity_connection(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identity_connection_tenant ADD CONSTRAINT identity_connection_tenant_user_pool_id_tenant_id_fkey FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE identity_source ADD CONSTRAINT identity_source_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE identity_source ADD CONSTRAINT identity_source_user_pool_id_tenant_id_fkey FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE import_job ADD CONSTRAINT import_job_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE import_refusal ADD CONSTRAINT import_refusal_user_pool_id_job_id_fkey FOREIGN KEY (user_pool_id, job_id) REFERENCES import_job(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE import_row ADD CONSTRAINT import_row_user_pool_id_job_id_fkey FOREIGN KEY (user_pool_id, job_id) REFERENCES import_job(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE job ADD CONSTRAINT job_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE login_record ADD CONSTRAINT login_record_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE management_token ADD CONSTRAINT management_token_user_pool_id_access_key_id_fkey FOREIGN KEY (user_pool_id, access_key_id) REFERENCES access_key(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE management_token ADD CONSTRAINT management_token_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE message ADD CONSTRAINT message_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE message_provider ADD CONSTRAINT message_provider_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE message_template ADD CONSTRAINT message_template_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE mfa_ticket ADD CONSTRAINT mfa_ticket_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE mobile_sso_session ADD CONSTRAINT mobile_sso_session_user_pool_id_session_id_fkey FOREIGN KEY (user_pool_id, session_id) REFERENCES session(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE mobile_sso_ticket ADD CONSTRAINT mobile_sso_ticket_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE monthly_usage ADD CONSTRAINT monthly_usage_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE organisation ADD CONSTRAINT organisation_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE passkey ADD CONSTRAINT passkey_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE policy ADD CONSTRAINT policy_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE policy_assignment ADD CONSTRAINT policy_assignment_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE policy_statement ADD CONSTRAINT policy_statement_user_pool_id_policy_id_fkey FOREIGN KEY (user_pool_id, policy_id) REFERENCES policy(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE pool_variable ADD CONSTRAINT pool_variable_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE post ADD CONSTRAINT post_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE post_department ADD CONSTRAINT post_department_user_pool_id_department_id_fkey FOREIGN KEY (user_pool_id, department_id) REFERENCES department(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE post_department ADD CONSTRAINT post_department_user_pool_id_post_id_fkey FOREIGN KEY (user_pool_id, post_id) REFERENCES post(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE post_member ADD CONSTRAINT post_member_user_pool_id_post_id_fkey FOREIGN KEY (user_pool_id, post_id) REFERENCES post(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE post_member ADD CONSTRAINT post_member_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE principal_authentication ADD CONSTRAINT principal_authentication_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE qr_code ADD CONSTRAINT qr_code_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE qr_code ADD CONSTRAINT qr_code_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE redeemed_challenge ADD CONSTRAINT redeemed_challenge_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE registration_whitelist ADD CONSTRAINT registration_whitelist_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE resource ADD CONSTRAINT resource_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE resource_grant ADD CONSTRAINT resource_grant_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE resource_namespace ADD CONSTRAINT resource_namespace_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE role ADD CONSTRAINT role_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE role ADD CONSTRAINT role_user_pool_id_parent_id_fkey FOREIGN KEY (user_pool_id, parent_id) REFERENCES role(user_pool_id, id);
ALTER TABLE role_department ADD CONSTRAINT role_department_user_pool_id_department_id_fkey FOREIGN KEY (user_pool_id, department_id) REFERENCES department(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE role_department ADD CONSTRAINT role_department_user_pool_id_role_id_fkey FOREIGN KEY (user_pool_id, role_id) REFERENCES role(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE role_group ADD CONSTRAINT role_group_user_pool_id_group_id_fkey FOREIGN KEY (user_pool_id, group_id) REFERENCES user_group(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE role_group ADD CONSTRAINT role_group_user_pool_id_role_id_fkey FOREIGN KEY (user_pool_id, role_id) REFERENCES role(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE role_member_count ADD CONSTRAINT role_member_count_user_pool_id_role_id_fkey FOREIGN KEY (user_pool_id, role_id) REFERENCES role(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE role_user ADD CONSTRAINT role_user_user_pool_id_role_id_fkey FOREIGN KEY (user_pool_id, role_id) REFERENCES role(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE role_user ADD CONSTRAINT role_user_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE session ADD CONSTRAINT session_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE signature_nonce ADD CONSTRAINT signature_nonce_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE stored_file ADD CONSTRAINT stored_file_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE sub_account ADD CONSTRAINT sub_account_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE sub_account ADD CONSTRAINT sub_account_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE tenant ADD CONSTRAINT tenant_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE tenant_application ADD CONSTRAINT tenant_application_user_pool_id_application_id_fkey FOREIGN KEY (user_pool_id, application_id) REFERENCES application(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE tenant_application ADD CONSTRAINT tenant_application_user_pool_id_tenant_id_fkey FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE tenant_member ADD CONSTRAINT tenant_member_user_pool_id_tenant_id_fkey FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE tenant_member ADD CONSTRAINT tenant_member_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE totp_authenticator ADD CONSTRAINT totp_authenticator_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE totp_enrolment ADD CONSTRAINT totp_enrolment_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE user_account ADD CONSTRAINT user_account_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE user_count ADD CONSTRAINT user_count_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE user_group ADD CONSTRAINT user_group_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE user_identity ADD CONSTRAINT user_identity_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE user_password ADD CONSTRAINT user_password_user_pool_id_user_id_fkey FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account(user_pool_id, id) ON DELETE CASCADE;
ALTER TABLE verification_code ADD CONSTRAINT verification_code_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;
ALTER TABLE verification_ticket ADD CONSTRAINT verification_ticket_user_pool_id_fkey FOREIGN KEY (user_pool_id) REFERENCES user_pool(id) ON DELETE CASCADE;

CREATE TRIGGER count_archived_people AFTER UPDATE OF status ON public.user_account FOR EACH ROW WHEN (((old.status = ANY (ARRAY['Archived'::text, 'Resigned'::text])) IS DISTINCT FROM (new.status = ANY (ARRAY['Archived'::text, 'Resigned'::text])))) EXECUTE FUNCTION count_archived();
CREATE TRIGGER count_deleted_department_members AFTER DELETE ON public.department_member REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_members('department_member_count', 'department', 'department_id');
CREATE TRIGGER count_deleted_group_members AFTER DELETE ON public.group_member REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_members('group_member_count', 'user_group', 'group_id');
CREATE TRIGGER count_deleted_people AFTER DELETE ON public.user_account REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_people();
CREATE TRIGGER count_deleted_role_members AFTER DELETE ON public.role_user REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_members('role_member_count', 'role', 'role_id');
CREATE TRIGGER count_new_department_members AFTER INSERT ON public.department_member REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_members('department_member_count', 'department', 'department_id');
CREATE TRIGGER count_new_group_members AFTER INSERT ON public.group_member REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_members('group_member_count', 'user_group', 'group_id');
CREATE TRIGGER count_new_people AFTER INSERT ON public.user_account REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_people();
CREATE TRIGGER count_new_role_members AFTER INSERT ON public.role_user REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_members('role_member_count', 'role', 'role_id');
