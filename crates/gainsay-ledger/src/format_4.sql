-- From format 3 to format 4: a position has a row's number for how sure the machine is, so that the least sure are found
-- without reading all. What stands in the gists is copied when the file is opened (forward.rs).
ALTER TABLE position ADD COLUMN confidence INTEGER NOT NULL DEFAULT 0;
CREATE INDEX position_unsure ON position (confidence) WHERE ruled IS NULL AND rank IS NOT NULL;
