-- What clients of REST V3 say of a department besides.
ALTER TABLE department
  -- Its id in a system of theirs.
  ADD COLUMN open_id text COLLATE "C",
  ADD COLUMN enabled boolean NOT NULL DEFAULT true,
  -- Stands in the tree and is no department of anybody.
  ADD COLUMN is_virtual boolean NOT NULL DEFAULT false,
  -- Languages in which name_i18n is kept and not shown.
  ADD COLUMN name_i18n_off text[] COLLATE "C" NOT NULL DEFAULT '{}';
CREATE UNIQUE INDEX department_open_id_key ON department (user_pool_id, open_id, organisation_id) WHERE open_id IS NOT NULL;

-- They call an organisation by the code of the department at its top. Those that were there may share one.
CREATE INDEX department_root_code ON department (user_pool_id, code) WHERE parent_id IS NULL;

-- The departments of an organisation, in the order in which they were made.
CREATE INDEX department_of_organisation_made ON department (user_pool_id, organisation_id, created_at, id);
DROP INDEX department_of_organisation;

-- Members in the order in which they joined, and who of them leads.
CREATE INDEX department_member_joined ON department_member (user_pool_id, department_id, joined_at, user_id);
CREATE INDEX department_member_leader ON department_member (user_pool_id, department_id, user_id) WHERE is_leader;

-- Posts, such as head of sales: in which departments there is one, and who has it.
CREATE TABLE post (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  code text COLLATE "C" NOT NULL,
  name text NOT NULL,
  description text,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE UNIQUE INDEX post_code_key ON post (user_pool_id, code);
CREATE INDEX post_created_at ON post (user_pool_id, created_at, id);

CREATE TABLE post_department (
  user_pool_id text COLLATE "C" NOT NULL,
  post_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (user_pool_id, post_id, department_id),
  FOREIGN KEY (user_pool_id, post_id) REFERENCES post (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, department_id) REFERENCES department (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX post_department_of_department ON post_department (user_pool_id, department_id);

CREATE TABLE post_member (
  user_pool_id text COLLATE "C" NOT NULL,
  post_id text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, post_id, user_id),
  FOREIGN KEY (user_pool_id, post_id) REFERENCES post (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX post_member_of_user ON post_member (user_pool_id, user_id);
