-- Without statistics SQLite takes the plan that an index was made for. With those of a workspace that held a handful of jobs, it read all of
-- 100,000 that came later, at each of their claims.
DROP TABLE IF EXISTS sqlite_stat1;
DROP TABLE IF EXISTS sqlite_stat4;
