-- A role can be switched off, at once or from a moment on; and can be somebody's from a moment on or until one.
ALTER TABLE role ADD COLUMN enabled boolean NOT NULL DEFAULT true, ADD COLUMN disabled_at timestamptz;
ALTER TABLE role_user ADD COLUMN begins_at timestamptz, ADD COLUMN expires_at timestamptz, ADD CHECK (begins_at < expires_at);
ALTER TABLE role_group ADD COLUMN begins_at timestamptz, ADD COLUMN expires_at timestamptz, ADD CHECK (begins_at < expires_at);
ALTER TABLE role_department ADD COLUMN begins_at timestamptz, ADD COLUMN expires_at timestamptz, ADD CHECK (begins_at < expires_at);

-- Each names what it is given once, so that the planner puts the text of it in its place.
CREATE FUNCTION role_is_on(enabled boolean, disabled_at timestamptz, at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT enabled AND (disabled_at > at) IS NOT FALSE $$;
CREATE FUNCTION role_holds(begins_at timestamptz, expires_at timestamptz, at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT tstzrange(begins_at, expires_at) @> at $$;

-- Few have an end: who has a role now is counted as all that were given it, without those of these few for whom it does not hold.
CREATE INDEX role_user_for_a_time ON role_user (user_pool_id, role_id, user_id) WHERE begins_at IS NOT NULL OR expires_at IS NOT NULL;
CREATE INDEX role_user_expires_at ON role_user (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX role_group_expires_at ON role_group (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX role_department_expires_at ON role_department (expires_at) WHERE expires_at IS NOT NULL;

-- What a field of a pool's own is, for people who fill it in, and who is shown it.
ALTER TABLE custom_field
  ADD COLUMN description text,
  ADD COLUMN labels jsonb,
  ADD COLUMN visible_in_console boolean NOT NULL DEFAULT true,
  ADD COLUMN visible_in_center boolean NOT NULL DEFAULT true;
