-- From format 4 to format 5: the whole of a dispute stands in a table of its own, and which version of a page is the latest does not
-- depend on when it was taken in. Nothing that was kept changes. The disputes are worked out again; the addresses with several
-- versions wait in version_4 until the ledger has looked at them (forward.rs).
DROP TABLE dispute;
CREATE TABLE dispute (
    dispute   INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,
    topic     INTEGER NOT NULL REFERENCES topic,
    title     TEXT NOT NULL,
    first     TEXT,
    last      TEXT,
    contested BLOB NOT NULL,
    asserts   INTEGER NOT NULL,
    denies    INTEGER NOT NULL,
    hedges    INTEGER NOT NULL,
    declines  INTEGER NOT NULL,
    asserters INTEGER NOT NULL,
    deniers   INTEGER NOT NULL,
    hedgers   INTEGER NOT NULL,
    decliners INTEGER NOT NULL,
    pages     INTEGER NOT NULL,
    weighed   INTEGER NOT NULL
) STRICT;
CREATE INDEX dispute_topic ON dispute (topic);
CREATE INDEX dispute_contested ON dispute (contested DESC, id);
CREATE TABLE dispute_record (
    dispute INTEGER PRIMARY KEY REFERENCES dispute,
    record  BLOB NOT NULL
) STRICT;
UPDATE topic SET stale = 1, weighed = NULL;

CREATE TABLE version_4 (url TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO version_4 SELECT url FROM article WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1;
