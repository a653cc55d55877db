-- From format 5 to format 6: who says what, so that all that somebody has said is listed without reading everything. The rows are
-- made from the readings when the file is opened (forward.rs); saying_5 waits until they are.
CREATE TABLE speaker (
    speaker INTEGER PRIMARY KEY,
    holder  TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE saying (
    statement INTEGER NOT NULL,
    speaker   INTEGER NOT NULL REFERENCES speaker,
    day       TEXT NOT NULL,
    PRIMARY KEY (statement, speaker)
) STRICT, WITHOUT ROWID;
CREATE INDEX saying_speaker ON saying (speaker, day, statement);
CREATE TABLE saying_5 (one INTEGER PRIMARY KEY) STRICT;
