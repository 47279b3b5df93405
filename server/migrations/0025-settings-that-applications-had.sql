-- Applications keep what they were made with: new ones sign with RS256, their tokens live an hour, and claims are in the standard's form.
UPDATE application SET settings =
  '{"idTokenAlgorithm": "HS256", "accessTokenLifetime": 1209600, "claimForm": "compatible"}'::jsonb || settings;
