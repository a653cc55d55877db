-- From format 6 to format 7: a gist has all that a dispute asks of its page, a fold in a dispute has an id and a ground, and
-- what people decided on a page reaches its copies. Nothing that was kept changes; the disputes are worked out again, and ruled_6
-- waits until the decisions have been applied (forward.rs).
CREATE TABLE gist_7 (
    page      INTEGER PRIMARY KEY REFERENCES page,
    id        BLOB NOT NULL,
    published TEXT,
    printed   TEXT,
    outlet    TEXT,
    credits   TEXT,
    runs      BLOB,
    length    INTEGER NOT NULL,
    positions BLOB NOT NULL
) STRICT;
INSERT INTO gist_7 (page, id, published, printed, outlet, credits, runs, length, positions)
    SELECT page, page.id, article.published, article.outlet, gist.outlet, credits, runs, gist.length, gist.positions
    FROM gist JOIN page USING (page) JOIN article USING (page);
DROP TABLE gist;
ALTER TABLE gist_7 RENAME TO gist;

DELETE FROM dispute_record;
DELETE FROM dispute;
UPDATE topic SET stale = 1, weighed = NULL;

CREATE TABLE ruled_6 (one INTEGER PRIMARY KEY) STRICT;

-- For a day, format 6 listed who says what by statement and not by page: it is listed anew.
DROP TABLE saying;
DROP TABLE speaker;
CREATE TABLE speaker (
    speaker INTEGER PRIMARY KEY,
    holder  TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE saying (
    page    INTEGER NOT NULL REFERENCES page,
    speaker INTEGER NOT NULL REFERENCES speaker,
    day     INTEGER NOT NULL,
    PRIMARY KEY (page, speaker, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX saying_speaker ON saying (speaker, day, page);
CREATE TABLE IF NOT EXISTS saying_5 (one INTEGER PRIMARY KEY) STRICT;
