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
