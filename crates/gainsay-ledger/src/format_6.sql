-- From format 5 to format 6: who says something on which page, so that all that somebody has said is listed without reading everything. The rows are
-- made from the readings when the file is opened (forward.rs); saying_5 waits until they are.
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
CREATE TABLE saying_5 (one INTEGER PRIMARY KEY) STRICT;
