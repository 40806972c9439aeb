-- When everything is next read whole, and which differences from the provider's trial balance have had their reading.
ALTER TABLE connections ADD COLUMN reconciliation jsonb;
UPDATE connections SET reconciliation = jsonb_build_object(
    'dueAt', to_char((night_at + interval '7 days') AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'differences', '{}'::jsonb);
ALTER TABLE connections ALTER COLUMN reconciliation SET NOT NULL;
