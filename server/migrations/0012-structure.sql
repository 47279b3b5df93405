-- Roles, groups, organisations and tenants: who belongs where.

CREATE TABLE role (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  -- A namespace of resources: 'default', 'system', one of the pool's own, or an application's id.
  namespace text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text,
  description text,
  is_system boolean NOT NULL DEFAULT false,
  -- Whose permissions this one has too. Cleared when that one goes.
  parent_id text COLLATE "C",
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT role_code_key UNIQUE (user_pool_id, namespace, code),
  FOREIGN KEY (user_pool_id, parent_id) REFERENCES role (user_pool_id, id)
);
CREATE INDEX role_created_at ON role (user_pool_id, namespace, created_at, id);
CREATE INDEX role_parent ON role (user_pool_id, parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE user_group (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  CONSTRAINT user_group_code_key UNIQUE (user_pool_id, code)
);
CREATE INDEX user_group_created_at ON user_group (user_pool_id, created_at, id);

CREATE TABLE group_member (
  user_pool_id text COLLATE "C" NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  joined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, group_id, user_id),
  FOREIGN KEY (user_pool_id, group_id) REFERENCES user_group (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX group_member_of_user ON group_member (user_pool_id, user_id, group_id);

CREATE TABLE tenant (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  logo text,
  description text,
  reject_hint text,
  -- Style sheet and page settings, as the console sets them.
  config jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX tenant_created_at ON tenant (user_pool_id, created_at, id);

CREATE TABLE tenant_application (
  user_pool_id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C" NOT NULL,
  application_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (user_pool_id, tenant_id, application_id),
  FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, application_id) REFERENCES application (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX tenant_application_of_application ON tenant_application (user_pool_id, application_id, tenant_id);

CREATE TABLE tenant_member (
  user_pool_id text COLLATE "C" NOT NULL,
  tenant_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  is_enabled boolean NOT NULL DEFAULT true,
  is_admin boolean NOT NULL DEFAULT false,
  -- Whether an administrator may call the API for this tenant.
  api_authorized boolean NOT NULL DEFAULT false,
  joined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, tenant_id, user_id),
  FOREIGN KEY (user_pool_id, tenant_id) REFERENCES tenant (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX tenant_member_of_user ON tenant_member (user_pool_id, user_id, tenant_id);

CREATE TABLE organisation (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  -- Cleared when the tenant goes.
  tenant_id text COLLATE "C",
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX organisation_created_at ON organisation (user_pool_id, created_at, id);
CREATE INDEX organisation_of_tenant ON organisation (user_pool_id, tenant_id) WHERE tenant_id IS NOT NULL;

CREATE TABLE department (
  user_pool_id text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  organisation_id text COLLATE "C" NOT NULL,
  -- Null for the one at the top.
  parent_id text COLLATE "C",
  -- The ids from the top down to this one, '/a/b/c/': what stands below begins with it.
  path text COLLATE "C" NOT NULL,
  code text COLLATE "C",
  name text NOT NULL,
  name_i18n jsonb,
  description text,
  description_i18n jsonb,
  position integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, id),
  FOREIGN KEY (user_pool_id, organisation_id) REFERENCES organisation (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, parent_id) REFERENCES department (user_pool_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX department_code_key ON department (user_pool_id, organisation_id, code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX department_one_root ON department (user_pool_id, organisation_id) WHERE parent_id IS NULL;
CREATE INDEX department_path ON department (user_pool_id, path);
CREATE INDEX department_children ON department (user_pool_id, parent_id, position, id);

CREATE TABLE department_member (
  user_pool_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  is_leader boolean NOT NULL DEFAULT false,
  is_main boolean NOT NULL DEFAULT false,
  joined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, department_id, user_id),
  FOREIGN KEY (user_pool_id, department_id) REFERENCES department (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX department_member_of_user ON department_member (user_pool_id, user_id, department_id);
CREATE UNIQUE INDEX department_member_one_main ON department_member (user_pool_id, user_id) WHERE is_main;

-- A role is given to people, to groups and to departments.

CREATE TABLE role_user (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  assigned_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, role_id, user_id),
  FOREIGN KEY (user_pool_id, role_id) REFERENCES role (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX role_user_of_user ON role_user (user_pool_id, user_id, role_id);

CREATE TABLE role_group (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  assigned_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, role_id, group_id),
  FOREIGN KEY (user_pool_id, role_id) REFERENCES role (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, group_id) REFERENCES user_group (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX role_group_of_group ON role_group (user_pool_id, group_id, role_id);

CREATE TABLE role_department (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  assigned_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, role_id, department_id),
  FOREIGN KEY (user_pool_id, role_id) REFERENCES role (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, department_id) REFERENCES department (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX role_department_of_department ON role_department (user_pool_id, department_id, role_id);
