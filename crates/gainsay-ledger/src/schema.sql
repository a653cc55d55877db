-- The schema of a gainsay ledger, format 9. Files of earlier formats are brought forward by format_2.sql to format_9.sql.
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
-- Statements have no rows: all of them are in the reading.

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

-- The bytes, as one Zstandard frame (RFC 8878) in parts: each has 1000 bytes, but for the last, which has the rest. Of short rows
-- more fit into a page of the database, and less of it stays empty. A table of its own, so that lists of pages do not read through
-- them.
CREATE TABLE page_part (
    part  INTEGER PRIMARY KEY,                        -- page * 1048576 + place, place counting from 0
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1000)
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
CREATE TRIGGER bytes_are_kept BEFORE DELETE ON page_part BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER bytes_are_fixed BEFORE UPDATE ON page_part BEGIN SELECT raise(ABORT, 'pages are kept'); END;
CREATE TRIGGER log_is_kept BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is kept'); END;
CREATE TRIGGER log_is_fixed BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is kept'); END;

-- How far a rebuild has come that was begun and is not done: it goes on after this page. No row otherwise.
CREATE TABLE rebuild (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    reader TEXT NOT NULL,                             -- by which reader; another begins anew
    page   INTEGER NOT NULL
) STRICT;

-- DERIVED --------------------------------------------------------------------------------------------------------

-- The whole reading of a page, as the machine has read it: JSON, as a Zstandard frame whose dictionary is dictionary.json
-- followed by the page's bytes. The text stands in both, so this costs little more than what was read out of it.
CREATE TABLE reading (
    page    INTEGER PRIMARY KEY REFERENCES page,
    reading BLOB NOT NULL
) STRICT;

-- What a list of pages shows. Pages with the same url are versions of one another, of which the latest counts.
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
    positions  INTEGER NOT NULL,
    latest     INTEGER NOT NULL CHECK (latest IN (0, 1)) -- 0: a later version is there; its positions are in no dispute
) STRICT;
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_outlet ON article (outlet) WHERE outlet IS NOT NULL;

-- What of a page its disputes are worked out from, so that neither bytes nor reading are read again for that. Only pages
-- with positions have a row.
CREATE TABLE gist (
    page      INTEGER PRIMARY KEY REFERENCES page,
    id        BLOB NOT NULL,                          -- of the page, when it was published, and its outlet as printed, as in
    published TEXT,                                   -- `page` and `article`: a dispute is worked out from these rows alone
    printed   TEXT,
    outlet    TEXT,                                   -- whose page it is, by code
    credits   TEXT,                                   -- where it says that it has its words from, as JSON
    sample    BLOB,                                   -- of its runs of words (runs.rs); null in a file of an earlier format,
                                                      -- until it is made
    length    INTEGER NOT NULL,                       -- of how many runs of words that is a sample
    positions BLOB NOT NULL                           -- the positions with what people decided applied, without places in the
                                                      -- text: JSON, as a Zstandard frame; the dictionary is dictionary.json
) STRICT;
-- Whoever opens a file asks for these, of which there are mostly none.
CREATE INDEX gist_bare ON gist (page) WHERE sample IS NULL;

-- What positions have in common that can be in dispute: a frame, and the parties between whom.
CREATE TABLE topic (
    topic   INTEGER PRIMARY KEY,
    frame   TEXT NOT NULL,
    parties TEXT NOT NULL,                            -- JSON list, sorted; "any" last, where a denial leaves nobody out
    ruling  TEXT NOT NULL,                            -- the decision that split or merged it; empty where none did
    pages   INTEGER NOT NULL,                         -- with a position on a side
    weighed BLOB,                                     -- a hash of the pages, and of the guests (guests.rs), that its disputes
                                                      -- were worked out from; null where one of them was read again, ruled
                                                      -- on, or taken out since
    stale   INTEGER NOT NULL CHECK (stale IN (0, 1)), -- 1: positions came since its disputes were worked out, to it or to a
                                                      -- topic that bears on it
    UNIQUE (frame, parties, ruling)
) STRICT;
CREATE INDEX topic_stale ON topic (topic) WHERE stale = 1;

-- The parties of a topic, one a row, to find topics by.
CREATE TABLE topic_party (
    party TEXT NOT NULL,
    topic INTEGER NOT NULL REFERENCES topic,
    PRIMARY KEY (party, topic)
) STRICT, WITHOUT ROWID;

-- Who takes which side on a topic, at what level, and how often.
CREATE TABLE voice (
    voice     INTEGER PRIMARY KEY,                    -- topic * 1048576 + place: those of a topic lie side by side (voices.rs)
    topic     INTEGER NOT NULL REFERENCES topic,
    holder    TEXT NOT NULL,                          -- empty: nobody who is known
    side      TEXT NOT NULL,                          -- empty: none, by its stance, by a ruling, or in an earlier version
    level     TEXT NOT NULL,
    positions INTEGER NOT NULL,
    UNIQUE (topic, holder, side, level)
) STRICT;
CREATE INDEX voice_holder ON voice (holder);

-- A holder's stance toward a proposition; all else about it is in the gist.
CREATE TABLE position (
    position  INTEGER PRIMARY KEY,                    -- page * 1048576 + place
    topic     INTEGER NOT NULL REFERENCES topic,
    voice     INTEGER NOT NULL REFERENCES voice,
    rank      INTEGER,                                -- the page's place among those that are weighed (gist.rs); null where
                                                      -- no side is taken
    stance    TEXT NOT NULL,
    first_day TEXT,                                   -- the days on which it was said, or else those of the publication
    last_day  TEXT,
    ruled     TEXT,                                   -- accepted, corrected, rejected; a rejected one is in no dispute
    confidence INTEGER NOT NULL                       -- how sure the machine is that it is read rightly, of 1000
) STRICT;
CREATE INDEX position_topic ON position (topic, rank);
CREATE INDEX position_voice ON position (voice, first_day, rank);
CREATE INDEX position_rejected ON position (topic) WHERE ruled = 'rejected';
CREATE INDEX position_unsure ON position (confidence) WHERE ruled IS NULL AND rank IS NOT NULL;

-- What a position says is transferred.
CREATE TABLE item (
    position INTEGER NOT NULL REFERENCES position,
    class    TEXT NOT NULL,
    PRIMARY KEY (position, class)
) STRICT, WITHOUT ROWID;

-- Who speaks on a page, by number.
CREATE TABLE speaker (
    speaker INTEGER PRIMARY KEY,
    holder  TEXT NOT NULL UNIQUE
) STRICT;

-- Who says something on a page, whether or not it takes a position. What it is stands in the reading: a row for every statement
-- would cost more than it is worth.
CREATE TABLE saying (
    page    INTEGER NOT NULL REFERENCES page,
    speaker INTEGER NOT NULL REFERENCES speaker,
    day     INTEGER NOT NULL,                         -- the first on which it can have been said, or else printed, as YYYYMMDD;
                                                      -- 99999999 where it is not known
    PRIMARY KEY (page, speaker, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX saying_speaker ON saying (speaker, day, page);

-- The disputes of the topics.
CREATE TABLE dispute (
    dispute   INTEGER PRIMARY KEY,
    id        TEXT NOT NULL UNIQUE,                   -- 16 hex digits; the same in every ledger
    topic     INTEGER NOT NULL REFERENCES topic,
    title     TEXT NOT NULL,
    first     TEXT,                                   -- edtf
    last      TEXT,
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
    weighed   INTEGER NOT NULL                        -- of these, how many it was worked out from
) STRICT;
CREATE INDEX dispute_topic ON dispute (topic);
CREATE INDEX dispute_contested ON dispute (contested DESC, id);

-- The whole of each, beside the rows that lists are made of: JSON in which pages are short numbers (brief.rs), as a Zstandard
-- frame; the dictionary is dictionary.json.
CREATE TABLE dispute_record (
    dispute INTEGER PRIMARY KEY REFERENCES dispute,
    record  BLOB NOT NULL
) STRICT;

-- Full text. Both hold no copy of the words (they are in the reading), nor where in it a word stands, only which words it has:
-- whether they stand side by side, and which find is the best, is asked of the readings of those that have them all
-- (search.rs). Letters are folded to lower case and lose their diacritics.
CREATE VIRTUAL TABLE page_words USING fts5 (              -- rowid: page
    title, text,                                          -- text: the article blocks
    content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (         -- rowid: page and statement (indexed.rs)
    words, source,
    content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
