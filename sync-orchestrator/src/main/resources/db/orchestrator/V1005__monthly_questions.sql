-- Questions that travelled in the calls. A replica of the version before does not name them: then they are the calls.
ALTER TABLE monthly_usage ADD COLUMN questions bigint NOT NULL DEFAULT 0;
