-- The schema of a gainsay ledger, format 2. Files of earlier formats are brought forward by format_2.sql.
--
-- Two kinds of tables. KEPT: what cannot be derived again; nothing here is ever changed or deleted. DERIVED: what was
-- read from the kept; any of it can be thrown away and derived again from the bytes and the log.
--
-- A ledger is told by PRAGMA application_id (0x67736179, the letters "gsay"); PRAGMA user_version is the format.
--
-- Conventions. Text is UTF-8. Days are ISO 8601 calendar dates (YYYY-MM-DD); dates named "edtf" are as precise as they
-- are known (ISO 8601-2). Words with a fixed list (kind, act, stance, level, mode, side) are spelt as on the wire.
-- `page` is a short number in order of arrival, of this file alone. A statement or position is numbered
-- page * 1048576 + place, place counting from 0: sorted by page, then by place, and its page is number >> 20.

-- KEPT -----------------------------------------------------------------------------------------------------------

-- One row a page. What was given beside the bytes is kept, for without it the page cannot be derived again.
CREATE TABLE page (
    page              INTEGER PRIMARY KEY,
    id                BLOB NOT NULL UNIQUE CHECK (length(id) = 32), -- SHA-256 of the bytes
    length            INTEGER NOT NULL,                             -- of the bytes, uncompressed
    captured          TEXT NOT NULL,                                -- when it was taken in, as the caller said
    given_name        TEXT,                                         -- file name, for its extension
    given_content_type TEXT,
    given_url         TEXT,
    given_outlet      TEXT,
    given_published   TEXT,                                         -- edtf
    given_plain       INTEGER NOT NULL CHECK (given_plain IN (0, 1))
) STRICT;

-- The bytes, as one Zstandard frame (RFC 8878). A table of its own, so that lists of pages do not read through them.
CREATE TABLE page_bytes (
    page  INTEGER PRIMARY KEY REFERENCES page,
    bytes BLOB NOT NULL
) STRICT;

-- Where a page was seen: paths and addresses. The same bytes in two files are one page with two rows here.
CREATE TABLE seen (
    page INTEGER NOT NULL REFERENCES page,
    path TEXT NOT NULL,
    PRIMARY KEY (page, path)
) STRICT, WITHOUT ROWID;

-- What was taken in, in order; each hash covers the one before, so nothing can be changed, left out or slipped in
-- without changing every hash after it. How a hash is made stands in log.rs.
CREATE TABLE log (
    seq     INTEGER PRIMARY KEY, -- from 1, without gaps
    kind    TEXT NOT NULL,       -- "page", or what somebody decided: "ruling", "grade", "note", "tag", "search"
    payload TEXT NOT NULL,       -- JSON
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX log_of_people ON log (seq) WHERE kind <> 'page';

CREATE TRIGGER page_is_kept BEFORE DELETE ON page BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER page_is_fixed BEFORE UPDATE ON page BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER bytes_are_kept BEFORE DELETE ON page_bytes BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER bytes_are_fixed BEFORE UPDATE ON page_bytes BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is kept'); END;
CREATE TRIGGER log_is_fixed BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is kept'); END;

-- How far a rebuild has come that was begun and is not done: it goes on after this page. No row otherwise.
CREATE TABLE rebuild (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    reader TEXT NOT NULL,                             -- by which reader; another begins anew
    page   INTEGER NOT NULL
) STRICT;

-- DERIVED --------------------------------------------------------------------------------------------------------

-- The whole reading of a page, as the machine has read it: JSON, as a Zstandard frame with the page's bytes as its dictionary. The text stands in
-- both, so this costs little more than what was read out of it.
CREATE TABLE reading (
    page    INTEGER PRIMARY KEY REFERENCES page,
    reading BLOB NOT NULL
) STRICT;

-- What a list of pages shows. Pages with the same url are versions of one another.
CREATE TABLE article (
    page       INTEGER PRIMARY KEY REFERENCES page,
    url        TEXT,
    outlet     TEXT,
    title      TEXT,
    byline     TEXT,
    language   TEXT,             -- BCP 47
    published  TEXT,             -- edtf
    first_day  TEXT,             -- the days that `published` spans; null where it does not say
    last_day   TEXT,
    statements INTEGER NOT NULL, -- how many
    positions  INTEGER NOT NULL
) STRICT;
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_outlet ON article (outlet) WHERE outlet IS NOT NULL;

-- Who says something. The words are in the reading. The rows of statements and positions are those of the reading with what
-- people decided applied.
CREATE TABLE statement (
    statement INTEGER PRIMARY KEY,                    -- page * 1048576 + place
    page      INTEGER NOT NULL REFERENCES page,
    kind      TEXT NOT NULL,
    act       TEXT NOT NULL,
    nested_in INTEGER,                                -- the statement around it
    holder    TEXT,                                   -- whom the source's own words name
    origin    TEXT,                                   -- the last resolved link of the chain
    said      TEXT                                    -- edtf
) STRICT;
CREATE INDEX statement_origin ON statement (origin) WHERE origin IS NOT NULL;

-- What positions have in common that can be in dispute: a frame, and the parties between whom.
CREATE TABLE topic (
    topic   INTEGER PRIMARY KEY,
    frame   TEXT NOT NULL,
    parties TEXT NOT NULL,                            -- JSON list, sorted
    ruling  TEXT NOT NULL,                            -- the decision that split or merged it; empty where none did
    stale   INTEGER NOT NULL CHECK (stale IN (0, 1)), -- 1: positions came since its disputes were worked out
    UNIQUE (frame, parties, ruling)
) STRICT;
CREATE INDEX topic_stale ON topic (topic) WHERE stale = 1;

-- The parties of a topic, one a row, to find topics by.
CREATE TABLE topic_party (
    party TEXT NOT NULL,
    topic INTEGER NOT NULL REFERENCES topic,
    PRIMARY KEY (party, topic)
) STRICT, WITHOUT ROWID;

-- A holder's stance toward a proposition.
CREATE TABLE position (
    position   INTEGER PRIMARY KEY,                   -- page * 1048576 + place
    page       INTEGER NOT NULL REFERENCES page,
    statement  INTEGER NOT NULL,
    topic      INTEGER NOT NULL REFERENCES topic,
    holder     TEXT,
    stance     TEXT NOT NULL,
    level      TEXT NOT NULL,
    roles      TEXT NOT NULL,                         -- JSON object: role to who fills it
    mode       TEXT NOT NULL,
    stage      TEXT,
    time       TEXT,                                  -- edtf: when it happened
    said       TEXT,                                  -- edtf: when it was said
    first_day  TEXT,                                  -- the days of `said`, or else those of the publication
    last_day   TEXT,
    confidence REAL NOT NULL,
    ruled      TEXT                                   -- accepted, corrected, rejected; a rejected one is in no dispute
) STRICT;
CREATE INDEX position_topic ON position (topic);
CREATE INDEX position_holder ON position (holder) WHERE holder IS NOT NULL;
CREATE INDEX position_day ON position (first_day) WHERE first_day IS NOT NULL;

-- What a position says is transferred.
CREATE TABLE item (
    class    TEXT NOT NULL,
    position INTEGER NOT NULL REFERENCES position,
    place    INTEGER NOT NULL,                        -- among the position's items, from 0
    text     TEXT NOT NULL,                           -- as printed
    quantity TEXT,                                    -- as printed
    min      INTEGER,                                 -- at least (no more than 2^63 - 1)
    max      INTEGER,                                 -- at most
    unit     TEXT,
    PRIMARY KEY (class, position, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_position ON item (position, place);

-- The disputes of the topics.
CREATE TABLE dispute (
    dispute   INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,                   -- 16 hex digits; the same in every ledger
    topic     INTEGER NOT NULL REFERENCES topic,
    title     TEXT NOT NULL,
    first     TEXT,                                   -- edtf
    last      TEXT,
    first_day TEXT,
    last_day  TEXT,
    contested BLOB NOT NULL,                          -- the higher, the more contested: numbers of 8 bytes each,
                                                      -- big-endian, so that bytes sort as the numbers do
    asserts   INTEGER NOT NULL,                       -- positions on each side
    denies    INTEGER NOT NULL,
    hedges    INTEGER NOT NULL,
    declines  INTEGER NOT NULL,
    asserters INTEGER NOT NULL,                       -- different holders on each side; nobody known counts as one
    deniers   INTEGER NOT NULL,
    hedgers   INTEGER NOT NULL,
    decliners INTEGER NOT NULL,
    pages     INTEGER NOT NULL,                       -- with a position on a side
    record    BLOB NOT NULL                           -- the whole dispute: JSON, as a Zstandard frame
) STRICT;
CREATE INDEX dispute_topic ON dispute (topic);
CREATE INDEX dispute_contested ON dispute (contested DESC, id);

-- Which positions a dispute holds.
CREATE TABLE member (
    dispute  INTEGER NOT NULL REFERENCES dispute ON DELETE CASCADE,
    position INTEGER NOT NULL REFERENCES position,
    side     TEXT NOT NULL,
    beneath  INTEGER NOT NULL CHECK (beneath IN (0, 1)), -- 1: of a level that is shown beneath the side, not counted
    PRIMARY KEY (dispute, position, side, beneath)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_position ON member (position);

-- Full text. Both hold no copy of the words (they are in the reading), only where which word stands. Letters are folded
-- to lower case and lose their diacritics.
CREATE VIRTUAL TABLE page_words USING fts5 (              -- rowid: page
    title, text,                                          -- text: the article blocks
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (         -- rowid: statement
    words, source,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
