-- The trace of what made a run start: its requests and announcements belong to it.
ALTER TABLE runs ADD COLUMN trace text;
