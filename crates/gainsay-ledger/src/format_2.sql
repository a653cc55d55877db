-- From format 1 to format 2: what people decide. Nothing that was kept changes; the log goes on as it was.

-- A topic can be made by a ruling. Its key changes, for which SQLite has no statement: the table is made anew (the steps of
-- sqlite.org/lang_altertable.html, section 7; foreign keys are off meanwhile).
CREATE TABLE topic_2 (
    topic   INTEGER PRIMARY KEY,
    frame   TEXT NOT NULL,
    parties TEXT NOT NULL,
    ruling  TEXT NOT NULL,
    stale   INTEGER NOT NULL CHECK (stale IN (0, 1)),
    UNIQUE (frame, parties, ruling)
) STRICT;
INSERT INTO topic_2 (topic, frame, parties, ruling, stale) SELECT topic, frame, parties, '', stale FROM topic;
DROP TABLE topic;
ALTER TABLE topic_2 RENAME TO topic;
CREATE INDEX topic_stale ON topic (topic) WHERE stale = 1;

ALTER TABLE position ADD COLUMN ruled TEXT;

CREATE INDEX log_of_people ON log (seq) WHERE kind <> 'page';

CREATE TABLE rebuild (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    reader TEXT NOT NULL,
    page   INTEGER NOT NULL
) STRICT;
