-- One form of each identifier, and of the texts that people are searched by.

-- The e-mail address or phone number that a username can be read as: nobody else may have that, nor take it without proof.
ALTER TABLE user_account ADD COLUMN username_reads text COLLATE "C";
CREATE INDEX user_account_username_reads ON user_account (user_pool_id, username_reads) WHERE username_reads IS NOT NULL;

-- How far rows that were there before are brought into a form, in the order of people; null when all of them are.
CREATE TABLE restatement (
  form        text COLLATE "C" PRIMARY KEY,
  after_pool  text COLLATE "C" NOT NULL DEFAULT '',
  after_user  text COLLATE "C" NOT NULL DEFAULT '',
  finished_at timestamptz
);
INSERT INTO restatement (form) VALUES ('identifiers-1');

-- Identifiers that came to be the same as another person's when they were brought into one form. Nothing was chosen: somebody who
-- knows both people gives one of them another.
CREATE TABLE identifier_collision (
  user_pool_id text COLLATE "C" NOT NULL,
  user_id      text COLLATE "C" NOT NULL,
  -- 'username' or 'email', as the person has it, and the form that both would have.
  kind         text COLLATE "C" NOT NULL,
  value        text COLLATE "C" NOT NULL,
  form         text COLLATE "C" NOT NULL,
  -- Who has it.
  holder_id    text COLLATE "C" NOT NULL,
  noticed_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_pool_id, user_id, kind),
  FOREIGN KEY (user_pool_id, user_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE,
  FOREIGN KEY (user_pool_id, holder_id) REFERENCES user_account (user_pool_id, id) ON DELETE CASCADE
);
CREATE INDEX identifier_collision_holder ON identifier_collision (user_pool_id, holder_id);

-- Several spaces in a name are one.
UPDATE sub_account AS own SET account_key = regexp_replace(account_key, ' {2,}', ' ', 'g')
WHERE account_key LIKE '%  %' AND NOT EXISTS (
  SELECT FROM sub_account AS other
  WHERE other.user_pool_id = own.user_pool_id AND other.application_id = own.application_id AND other.id <> own.id
    AND regexp_replace(other.account_key, ' {2,}', ' ', 'g') = regexp_replace(own.account_key, ' {2,}', ' ', 'g'));

-- Texts as they are compared: composed, of one width, in small letters. Letters that have two small forms have one here.
CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(value) = length(value) THEN lower(value)
    ELSE normalize(replace(replace(replace(lower(normalize(value, NFKC) COLLATE "default"),
      'ß', 'ss'), 'ς', 'σ'), U&'i\0307', 'i'), NFKC) END
$$;

-- As before, of folded texts. What the index has of people whose texts fold to something else is brought along after the start.
-- The folding is written out: while a backup is read in, no function finds another by its bare name.
CREATE OR REPLACE FUNCTION search_grams(pool text, fields text[], texts text[]) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
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
END $$;
