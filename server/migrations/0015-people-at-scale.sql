-- How many people a pool has, what they are searched by, and files of people that are read in.

-- The exact number without counting: the sum of a pool's slots. Each connection writes to one slot, so that those who join at
-- once do not wait for each other.
CREATE TABLE user_count (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  slot smallint NOT NULL,
  people bigint NOT NULL,
  -- Those of them who have left: archived or resigned.
  archived bigint NOT NULL,
  PRIMARY KEY (user_pool_id, slot)
) WITH (fillfactor = 50);

INSERT INTO user_count (user_pool_id, slot, people, archived)
SELECT user_pool_id, 0, count(*), count(*) FILTER (WHERE status IN ('Archived', 'Resigned'))
FROM user_account GROUP BY user_pool_id;

-- In the database and not in a store, so that whatever loads people is counted: a cascade and COPY as well.
CREATE FUNCTION count_people() RETURNS trigger LANGUAGE plpgsql AS $$
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
END $$;
CREATE TRIGGER count_new_people AFTER INSERT ON user_account REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_people();
CREATE TRIGGER count_deleted_people AFTER DELETE ON user_account REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION count_people();

CREATE FUNCTION count_archived() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  one CONSTANT int := CASE WHEN NEW.status IN ('Archived', 'Resigned') THEN 1 ELSE -1 END;
BEGIN
  INSERT INTO user_count AS own (user_pool_id, slot, people, archived)
  VALUES (NEW.user_pool_id, pg_backend_pid() % 16, 0, one)
  ON CONFLICT (user_pool_id, slot) DO UPDATE SET archived = own.archived + excluded.archived;
  RETURN NULL;
END $$;
CREATE TRIGGER count_archived_people AFTER UPDATE OF status ON user_account FOR EACH ROW
  WHEN ((old.status IN ('Archived', 'Resigned')) IS DISTINCT FROM (new.status IN ('Archived', 'Resigned')))
  EXECUTE FUNCTION count_archived();

-- The pieces by which a text is found inside others: any three characters in a row; of characters beyond ASCII each one, and
-- any two in a row of which one is such. Numbers that say which pool and which field, so that one index serves all of them.
CREATE FUNCTION search_grams(pool text, fields text[], texts text[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  seed bigint;
  grams bigint[] := '{}';
  letters text[];
  size int;
  wide boolean;
BEGIN
  FOR field IN 1 .. cardinality(fields) LOOP
    CONTINUE WHEN texts[field] IS NULL;
    seed := hashtextextended(fields[field], hashtextextended(pool, 0));
    letters := string_to_array(lower(texts[field]), NULL);
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
END $$;

-- Without the list of pending entries: it is read as a whole by every search.
CREATE INDEX user_account_search ON user_account USING gin (search_grams(user_pool_id,
  '{username,email,phone,externalId,nickname,name,company,givenName,familyName,preferredUsername}',
  ARRAY[username, email, phone, external_id, profile ->> 'nickname', profile ->> 'name', profile ->> 'company',
    profile ->> 'givenName', profile ->> 'familyName', profile ->> 'preferredUsername'])) WITH (fastupdate = off);
-- Statistics of the pieces would cost every ANALYZE the pieces of thousands of people, and decide nothing.
ALTER INDEX user_account_search ALTER COLUMN 1 SET STATISTICS 0;

CREATE TABLE import_job (
  user_pool_id text COLLATE "C" NOT NULL REFERENCES user_pool (id) ON DELETE CASCADE,
  id text COLLATE "C" NOT NULL,
  file_name text NOT NULL,
  -- 'reading' while the file arrives, 'running', 'done' or 'failed'.
  status text COLLATE "C" NOT NULL,
  total integer NOT NULL DEFAULT 0,
  -- Whoever works on it has it until then; afterwards anybody may go on.
  lease_until timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (user_pool_id, id)
);
CREATE INDEX import_job_created_at ON import_job (user_pool_id, created_at, id);
CREATE INDEX import_job_open ON import_job (lease_until) WHERE status IN ('reading', 'running');
CREATE INDEX import_job_expires_at ON import_job (expires_at);

-- What is still to be read in: a row goes in the transaction that makes the person. Sealed: there may be passwords among it.
CREATE TABLE import_row (
  user_pool_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  data_sealed bytea NOT NULL,
  PRIMARY KEY (user_pool_id, job_id, number),
  FOREIGN KEY (user_pool_id, job_id) REFERENCES import_job (user_pool_id, id) ON DELETE CASCADE
);

-- Why a row made nobody.
CREATE TABLE import_refusal (
  user_pool_id text COLLATE "C" NOT NULL,
  job_id text COLLATE "C" NOT NULL,
  number integer NOT NULL,
  code integer NOT NULL,
  variant text COLLATE "C",
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (user_pool_id, job_id, number),
  FOREIGN KEY (user_pool_id, job_id) REFERENCES import_job (user_pool_id, id) ON DELETE CASCADE
);
