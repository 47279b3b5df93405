-- Names from right to left that could be shown as others are reported with those that collide: `identifier_collision` has them, held by
-- whoever has them. People are looked at once more.
DELETE FROM restatement WHERE form = 'identifiers-1';
INSERT INTO restatement (form) VALUES ('identifiers-2');
