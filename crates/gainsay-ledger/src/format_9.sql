-- From format 8 to format 9: the bytes of a page are stored in parts, and a denial can be a guest in the disputes of others. Nothing
-- that was kept changes: the same bytes, in shorter rows, which forward.rs cuts. What they are cut from is bytes_8 until then.
DROP TRIGGER bytes_are_kept;
DROP TRIGGER bytes_are_fixed;
ALTER TABLE page_bytes RENAME TO bytes_8;
CREATE TABLE page_part (
    part  INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1000)
) STRICT;
CREATE TRIGGER bytes_are_kept BEFORE DELETE ON page_part BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER bytes_are_fixed BEFORE UPDATE ON page_part BEGIN SELECT raise(ABORT, 'pages are kept'); END;

-- The topics that can have guests: those of a company or a group, and those of whatever such a one lies in.
UPDATE topic SET stale = 1, weighed = NULL WHERE topic IN (
    SELECT topic FROM topic_party WHERE instr(party, ':') > 0
    UNION
    SELECT topic FROM topic_party WHERE party IN (
        SELECT substr(party, 1, instr(party, ':') - 1) FROM topic_party WHERE instr(party, ':') > 0));
