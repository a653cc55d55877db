-- From format 7 to format 8: the voices on a topic lie side by side, the sample of a page's words is spelt shorter (forward.rs), and so
-- are the numbers of the statements in the index of their words. Nothing that was kept changes. The index is made from the readings when
-- the file is opened (forward.rs); words_7 waits until it is.
-- Fewer pages of one dispute are weighed: those of more than that are worked out again.
UPDATE topic SET stale = 1, weighed = NULL WHERE topic IN (
    SELECT topic FROM position WHERE rank IS NOT NULL GROUP BY topic HAVING count(DISTINCT position / 1048576) > 256);

-- Another name, so that a program of format 7 that has the file open fails rather than writes them as it used to.
ALTER TABLE gist RENAME COLUMN runs TO sample;
CREATE INDEX gist_bare ON gist (page) WHERE sample IS NULL;

CREATE TABLE voice_8 (
    voice     INTEGER PRIMARY KEY,
    topic     INTEGER NOT NULL REFERENCES topic,
    holder    TEXT NOT NULL,
    side      TEXT NOT NULL,
    level     TEXT NOT NULL,
    positions INTEGER NOT NULL,
    UNIQUE (topic, holder, side, level)
) STRICT;
INSERT INTO voice_8 (voice, topic, holder, side, level, positions)
    SELECT topic * 1048576 + row_number() OVER (PARTITION BY topic ORDER BY voice) - 1, topic, holder, side, level, positions
    FROM voice;
UPDATE position SET voice = (
    SELECT voice_8.voice FROM voice JOIN voice_8 USING (topic, holder, side, level) WHERE voice.voice = position.voice);
DROP TABLE voice;
ALTER TABLE voice_8 RENAME TO voice;
CREATE INDEX voice_holder ON voice (holder);

DROP TABLE statement_words;
CREATE VIRTUAL TABLE statement_words USING fts5 (
    words, source,
    content = '', contentless_delete = 1, detail = none, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE words_7 (one INTEGER PRIMARY KEY) STRICT;
