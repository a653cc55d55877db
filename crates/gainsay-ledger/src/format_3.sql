-- From format 2 to format 3: what disputes are worked out from is kept beside the reading, and no row says what stands in
-- another. Nothing that was kept changes. What was derived is derived anew from the readings as they are, which the ledger
-- does when it is opened (forward.rs): they wait in reading_2 until then.
DROP TABLE member;
DROP TABLE dispute;
DROP TABLE item;
DROP TABLE position;
DROP TABLE statement;
DROP TABLE topic_party;
DROP TABLE topic;
DROP TABLE article;
DROP TABLE statement_words;
DROP TABLE page_words;
ALTER TABLE reading RENAME TO reading_2;

CREATE TABLE reading (
    page    INTEGER PRIMARY KEY REFERENCES page,
    reading BLOB NOT NULL
) STRICT;
CREATE TABLE article (
    page       INTEGER PRIMARY KEY REFERENCES page,
    url        TEXT,
    outlet     TEXT,
    title      TEXT,
    byline     TEXT,
    language   TEXT,
    published  TEXT,
    first_day  TEXT,
    last_day   TEXT,
    statements INTEGER NOT NULL,
    positions  INTEGER NOT NULL,
    latest     INTEGER NOT NULL CHECK (latest IN (0, 1))
) STRICT;
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_outlet ON article (outlet) WHERE outlet IS NOT NULL;
CREATE TABLE gist (
    page      INTEGER PRIMARY KEY REFERENCES page,
    outlet    TEXT,
    credits   TEXT,
    runs      BLOB,

    length    INTEGER NOT NULL,
    positions BLOB NOT NULL

) STRICT;
CREATE TABLE topic (
    topic   INTEGER PRIMARY KEY,
    frame   TEXT NOT NULL,
    parties TEXT NOT NULL,
    ruling  TEXT NOT NULL,
    pages   INTEGER NOT NULL,
    weighed BLOB,
    stale   INTEGER NOT NULL CHECK (stale IN (0, 1)),
    UNIQUE (frame, parties, ruling)
) STRICT;
CREATE INDEX topic_stale ON topic (topic) WHERE stale = 1;
CREATE TABLE topic_party (
    party TEXT NOT NULL,
    topic INTEGER NOT NULL REFERENCES topic,
    PRIMARY KEY (party, topic)
) STRICT, WITHOUT ROWID;
CREATE TABLE voice (
    voice     INTEGER PRIMARY KEY,
    topic     INTEGER NOT NULL REFERENCES topic,
    holder    TEXT NOT NULL,
    side      TEXT NOT NULL,
    level     TEXT NOT NULL,
    positions INTEGER NOT NULL,
    UNIQUE (topic, holder, side, level)
) STRICT;
CREATE INDEX voice_holder ON voice (holder);
CREATE TABLE position (
    position  INTEGER PRIMARY KEY,
    topic     INTEGER NOT NULL REFERENCES topic,
    voice     INTEGER NOT NULL REFERENCES voice,
    rank      INTEGER,

    stance    TEXT NOT NULL,
    first_day TEXT,
    last_day  TEXT,
    ruled     TEXT
) STRICT;
CREATE INDEX position_topic ON position (topic, rank);
CREATE INDEX position_voice ON position (voice, first_day, rank);
CREATE INDEX position_rejected ON position (topic) WHERE ruled = 'rejected';
CREATE TABLE item (
    position INTEGER NOT NULL REFERENCES position,
    class    TEXT NOT NULL,
    PRIMARY KEY (position, class)
) STRICT, WITHOUT ROWID;
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
    weighed   INTEGER NOT NULL,
    record    BLOB NOT NULL
) STRICT;
CREATE INDEX dispute_topic ON dispute (topic);
CREATE INDEX dispute_contested ON dispute (contested DESC, id);

CREATE VIRTUAL TABLE page_words USING fts5 (
    title, text,
    content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, source,
    content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
