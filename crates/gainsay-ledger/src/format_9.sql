-- From format 8 to format 9: the bytes of a page are stored in parts, and a denial can be a guest in the disputes of others. Nothing
-- that was kept changes: the same bytes, in shorter rows.
CREATE TABLE page_part (
    part  INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1000)
) STRICT;
WITH RECURSIVE cut (page, place, length) AS (
    SELECT page, 0, length(bytes) FROM page_bytes WHERE length(bytes) > 0
    UNION ALL
    SELECT page, place + 1, length FROM cut WHERE (place + 1) * 1000 < length
    ORDER BY 1, 2
)
INSERT INTO page_part (part, bytes)
    SELECT page * 1048576 + place, substr(bytes, place * 1000 + 1, 1000) FROM cut JOIN page_bytes USING (page);
DROP TRIGGER bytes_are_kept;
DROP TRIGGER bytes_are_fixed;
DROP TABLE page_bytes;
CREATE TRIGGER bytes_are_kept BEFORE DELETE ON page_part BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER bytes_are_fixed BEFORE UPDATE ON page_part BEGIN SELECT raise(ABORT, 'pages are kept'); END;

-- The topics that can have guests: those of a company or a group, and those of whatever such a one lies in.
UPDATE topic SET stale = 1, weighed = NULL WHERE topic IN (
    SELECT topic FROM topic_party WHERE instr(party, ':') > 0
    UNION
    SELECT topic FROM topic_party WHERE party IN (
        SELECT substr(party, 1, instr(party, ':') - 1) FROM topic_party WHERE instr(party, ':') > 0));
