-- How many people a role was given to, without counting: the sum of its slots, as user_count is of a pool.
CREATE TABLE role_member_count (
  user_pool_id text COLLATE "C" NOT NULL,
  role_id text COLLATE "C" NOT NULL,
  slot smallint NOT NULL,
  members bigint NOT NULL,
  PRIMARY KEY (user_pool_id, role_id, slot),
  FOREIGN KEY (user_pool_id, role_id) REFERENCES role (user_pool_id, id) ON DELETE CASCADE
) WITH (fillfactor = 50);

INSERT INTO role_member_count (user_pool_id, role_id, slot, members)
SELECT user_pool_id, role_id, 0, count(*) FROM role_user GROUP BY user_pool_id, role_id;

CREATE FUNCTION count_role_members() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  sign CONSTANT int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  -- A role that goes takes its slots with it.
  INSERT INTO role_member_count AS own (user_pool_id, role_id, slot, members)
  SELECT user_pool_id, role_id, pg_backend_pid() % 16, sign * count(*)
  FROM changed WHERE EXISTS (SELECT FROM role WHERE role.user_pool_id = changed.user_pool_id AND role.id = role_id)
  GROUP BY user_pool_id, role_id ORDER BY user_pool_id, role_id
  ON CONFLICT (user_pool_id, role_id, slot) DO UPDATE SET members = own.members + excluded.members;
  RETURN NULL;
END $$;
CREATE TRIGGER count_new_role_members AFTER INSERT ON role_user REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_role_members();
CREATE TRIGGER count_deleted_role_members AFTER DELETE ON role_user REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_role_members();
