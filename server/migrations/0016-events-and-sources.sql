-- What has happened, who did it, and the identity sources of a pool.

-- Written with the transaction that it tells of, and deleted by whoever has dealt with it. due_at is when it is tried next;
-- 'infinity' when it was given up.
CREATE TABLE event_outbox (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  body jsonb NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX event_outbox_due ON event_outbox (due_at, id);

-- Two logs: 'user' of what people did, 'admin' of what holders of the pool's secret did. The id is the event's. No foreign key
-- to people: what they did stays when they go.
CREATE TABLE audit_record (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  log text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  operation text COLLATE "C" NOT NULL,
  -- 200, or the code of the refusal.
  outcome integer NOT NULL,
  -- Who did it in the one log, to whom it was done in the other.
  user_id text COLLATE "C",
  -- What it was done to.
  targets text[] COLLATE "C" NOT NULL DEFAULT '{}',
  application_id text COLLATE "C",
  ip text COLLATE "C",
  user_agent text,
  details jsonb,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX audit_record_at ON audit_record (user_pool_id, log, at, id);
CREATE INDEX audit_record_of_user ON audit_record (user_pool_id, log, user_id, at, id) WHERE user_id IS NOT NULL;
CREATE INDEX audit_record_of_operation ON audit_record (user_pool_id, log, operation, at, id);
CREATE INDEX audit_record_of_application ON audit_record (user_pool_id, log, application_id, at, id)
  WHERE application_id IS NOT NULL;
CREATE INDEX audit_record_of_ip ON audit_record (user_pool_id, log, ip, at, id) WHERE ip IS NOT NULL;
CREATE INDEX audit_record_expires_at ON audit_record (expires_at);

-- Sign-ins are part of the log of what people did, where they stand.
CREATE INDEX login_record_at ON login_record (user_pool_id, at, id);
CREATE INDEX login_record_of_application ON login_record (user_pool_id, application_id, at, id)
  WHERE application_id IS NOT NULL;
CREATE INDEX login_record_of_ip ON login_record (user_pool_id, ip, at, id) WHERE ip IS NOT NULL;

-- Where people have accounts already: a company's directory, a social network.
CREATE TABLE identity_source (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  -- Null: the whole pool's.
  tenant_id text COLLATE "C",
  name text NOT NULL,
  type text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id),
  FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX identity_source_of_tenant ON identity_source (user_pool_id, tenant_id, id);

-- One way to reach a source. fields_sealed is JSON: addresses, client ids and secrets, as the type wants them.
CREATE TABLE identity_connection (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  source_id text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  identifier text COLLATE "C" NOT NULL,
  display_name text NOT NULL,
  logo text,
  fields_sealed bytea NOT NULL,
  user_match_fields text[] NOT NULL DEFAULT '{}',
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT identity_connection_identifier_key UNIQUE (user_pool_id, identifier),
  FOREIGN KEY (user_pool_id, source_id) REFERENCES identity_source (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX identity_connection_of_source ON identity_connection (user_pool_id, source_id, id);

-- A connection is used where it is switched on: in applications, and in tenants.
CREATE TABLE identity_connection_application (
  user_pool_id text COLLATE "C" NOT NULL,
  connection_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (user_pool_id, connection_id, application_id),
  FOREIGN KEY (user_pool_id, connection_id) REFERENCES identity_connection (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX identity_connection_application_of ON identity_connection_application (user_pool_id, application_id);

CREATE TABLE identity_connection_tenant (
  user_pool_id text COLLATE "C" NOT NULL,
  connection_id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (user_pool_id, connection_id, tenant_id),
  FOREIGN KEY (user_pool_id, connection_id) REFERENCES identity_connection (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX identity_connection_tenant_of ON identity_connection_tenant (user_pool_id, tenant_id);
