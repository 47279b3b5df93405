-- What may be done: resources in namespaces, policies and who they are given to, and grants given directly.

CREATE TABLE resource_namespace (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT resource_namespace_code_key UNIQUE (user_pool_id, code)
);
CREATE INDEX resource_namespace_created_at ON resource_namespace (user_pool_id, created_at, id);

CREATE TABLE resource (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  namespace text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  type text COLLATE "C" NOT NULL,
  description text,
  -- [{ "name": "book:read", "description": "..." }]
  actions jsonb NOT NULL DEFAULT '[]',
  api_identifier text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT resource_code_key UNIQUE (user_pool_id, namespace, code)
);
CREATE INDEX resource_created_at ON resource (user_pool_id, namespace, created_at, id);

CREATE TABLE policy (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  namespace text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  description text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT policy_code_key UNIQUE (user_pool_id, namespace, code)
);
CREATE INDEX policy_created_at ON policy (user_pool_id, namespace, created_at, id);

CREATE TABLE policy_statement (
  user_pool_id text COLLATE "C" NOT NULL,
  policy_id text COLLATE "C" NOT NULL,
  position smallint NOT NULL,
  -- A code, or a pattern in which * stands for anything.
  resource text COLLATE "C" NOT NULL,
  actions text[] NOT NULL,
  allows boolean NOT NULL,
  -- [{ "param": "ClientIp", "operator": "IpAddress", "value": "..." }]; all of them must hold.
  condition jsonb,
  PRIMARY KEY (user_pool_id, policy_id, position),
  FOREIGN KEY (user_pool_id, policy_id) REFERENCES policy (user_pool_id, id) ON DELETE CASCADE
);

-- The built-in policy has no row of its own, so there is no foreign key to policy.
CREATE TABLE policy_assignment (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  policy_id text COLLATE "C" NOT NULL,
  target_type text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  -- Of a department: whether it holds for those below too.
  inherited boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, policy_id, target_type, target_id)
);
CREATE INDEX policy_assignment_of_target ON policy_assignment (user_pool_id, target_type, target_id, policy_id);

-- Actions on a resource given to somebody without a policy between.
CREATE TABLE resource_grant (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  target_type text COLLATE "C" NOT NULL,
  target_id text COLLATE "C" NOT NULL,
  namespace text COLLATE "C" NOT NULL,
  resource text COLLATE "C" NOT NULL,
  resource_type text COLLATE "C",
  actions text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, target_type, target_id, namespace, resource)
);
CREATE INDEX resource_grant_of_resource ON resource_grant (user_pool_id, namespace, resource, target_type, target_id);
-- A decision asks for the code, and for every beginning of it with a star behind: what no such text can find is rare.
CREATE INDEX policy_statement_resource ON policy_statement (user_pool_id, resource, policy_id);
CREATE INDEX policy_statement_odd_pattern ON policy_statement (user_pool_id, policy_id)
  WHERE position('*' IN rtrim(resource, '*')) > 0;
CREATE INDEX resource_grant_odd_pattern ON resource_grant (user_pool_id, target_type, target_id, namespace)
  WHERE position('*' IN rtrim(resource, '*')) > 0;
