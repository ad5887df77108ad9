-- Workflows: their runs, the definitions that runs are pinned to, and the folders that contacts are put into.

CREATE TABLE runs (
    id           TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    workflow     TEXT NOT NULL,
    digest       TEXT NOT NULL,
    node         TEXT NOT NULL,
    phase        TEXT NOT NULL,
    changed      REAL NOT NULL,
    run          TEXT NOT NULL  -- JSON
);
-- Ended runs are many, live ones few: what is asked all the time, counts and lists, goes through live ones only.
CREATE INDEX runs_nodes ON runs (workflow, digest, node) WHERE phase IN ('going', 'waiting');
CREATE INDEX runs_workflow ON runs (workflow, changed DESC, id) WHERE phase IN ('going', 'waiting');
CREATE INDEX runs_live ON runs (changed DESC, id) WHERE phase IN ('going', 'waiting');
CREATE INDEX runs_conversation ON runs (conversation, changed DESC, id);

CREATE TABLE definitions (
    digest     TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    definition TEXT NOT NULL  -- JSON, as it was read
) WITHOUT ROWID;

CREATE TABLE tags (
    conversation TEXT NOT NULL,
    tag          TEXT NOT NULL,
    PRIMARY KEY (conversation, tag)
) WITHOUT ROWID;
CREATE INDEX tags_tag ON tags (tag, conversation);
