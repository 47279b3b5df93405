-- How many people a group and a department have, without counting, as role_member_count says it of a role.
CREATE TABLE group_member_count (
  user_pool_id text COLLATE "C" NOT NULL,
  group_id text COLLATE "C" NOT NULL,
  slot smallint NOT NULL,
  members bigint NOT NULL,
  PRIMARY KEY (user_pool_id, group_id, slot),
  FOREIGN KEY (user_pool_id, group_id) REFERENCES user_group (user_pool_id, id) ON DELETE CASCADE
) WITH (fillfactor = 50);
INSERT INTO group_member_count (user_pool_id, group_id, slot, members)
SELECT user_pool_id, group_id, 0, count(*) FROM group_member GROUP BY user_pool_id, group_id;

CREATE TABLE department_member_count (
  user_pool_id text COLLATE "C" NOT NULL,
  department_id text COLLATE "C" NOT NULL,
  slot smallint NOT NULL,
  members bigint NOT NULL,
  PRIMARY KEY (user_pool_id, department_id, slot),
  FOREIGN KEY (user_pool_id, department_id) REFERENCES department (user_pool_id, id) ON DELETE CASCADE
) WITH (fillfactor = 50);
INSERT INTO department_member_count (user_pool_id, department_id, slot, members)
SELECT user_pool_id, department_id, 0, count(*) FROM department_member GROUP BY user_pool_id, department_id;

-- One function for all three: the table of counts, the table of what has members, and the column that names it.
CREATE FUNCTION count_members() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;

DROP TRIGGER count_new_role_members ON role_user;
DROP TRIGGER count_deleted_role_members ON role_user;
DROP FUNCTION count_role_members;
CREATE TRIGGER count_new_role_members AFTER INSERT ON role_user REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_members('role_member_count', 'role', 'role_id');
CREATE TRIGGER count_deleted_role_members AFTER DELETE ON role_user REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_members('role_member_count', 'role', 'role_id');
CREATE TRIGGER count_new_group_members AFTER INSERT ON group_member REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_members('group_member_count', 'user_group', 'group_id');
CREATE TRIGGER count_deleted_group_members AFTER DELETE ON group_member REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_members('group_member_count', 'user_group', 'group_id');
CREATE TRIGGER count_new_department_members AFTER INSERT ON department_member REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_members('department_member_count', 'department', 'department_id');
CREATE TRIGGER count_deleted_department_members AFTER DELETE ON department_member REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_members('department_member_count', 'department', 'department_id');
