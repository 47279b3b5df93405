-- A path may be longer than an index takes (2,704 bytes). The first 2,401 are those of 96 levels, and find what is below.
DROP INDEX department_path;
CREATE INDEX department_path ON department (user_pool_id, left(path, 2401));
