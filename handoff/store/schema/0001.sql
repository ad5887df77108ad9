-- Times are seconds since 1970 UTC. JSON holds the value itself; the other columns are there to find it.

CREATE TABLE conversations (
    id            TEXT PRIMARY KEY,
    version       INTEGER NOT NULL,
    contact       TEXT NOT NULL,
    name          TEXT NOT NULL,
    owner         TEXT NOT NULL,
    operator      TEXT,
    operator_name TEXT NOT NULL,
    ticket        TEXT,
    queue         TEXT,
    reason        TEXT,
    mechanism     TEXT,
    category      TEXT,
    priority      INTEGER NOT NULL,
    waiting_since REAL,
    snoozed       REAL,
    since         REAL NOT NULL,
    seq           INTEGER NOT NULL,
    last_seq      INTEGER NOT NULL,
    last_at       REAL NOT NULL,
    last_text     TEXT NOT NULL,
    last_who      TEXT NOT NULL,
    words         TEXT NOT NULL,  -- name, reason and ticket in one case, for the search
    state         TEXT NOT NULL   -- JSON; last, so that a list need not read past it
);

-- The inbox's list is read in three parts, each in the order of one of these.
CREATE INDEX conversations_waiting ON conversations (priority DESC, ifnull(waiting_since, since), id)
    WHERE owner = 'waiting';
CREATE INDEX conversations_human ON conversations (last_at DESC, id)
    WHERE owner = 'human';
CREATE INDEX conversations_rest ON conversations (last_at DESC, id)
    WHERE owner NOT IN ('waiting', 'human');
CREATE INDEX conversations_queue ON conversations (queue) WHERE queue IS NOT NULL;
CREATE INDEX conversations_operator ON conversations (operator) WHERE operator IS NOT NULL;

CREATE TABLE entries (
    conversation TEXT NOT NULL,
    seq          INTEGER NOT NULL,
    words        TEXT NOT NULL,  -- the text in one case, for the search
    entry        TEXT NOT NULL,  -- JSON
    PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;

CREATE TABLE keys (
    key          TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    seq          INTEGER
) WITHOUT ROWID;

CREATE TABLE outbox (
    number       INTEGER PRIMARY KEY,  -- grows: the order of insertion
    id           TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    lane         TEXT NOT NULL,
    effect       TEXT NOT NULL,  -- JSON
    due          REAL NOT NULL,
    fence        INTEGER,
    state        TEXT NOT NULL,
    attempts     INTEGER NOT NULL,
    ref          TEXT,
    error        TEXT,
    doubtful     INTEGER NOT NULL
);
CREATE INDEX outbox_conversation ON outbox (conversation);
CREATE INDEX outbox_live ON outbox (due) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_given_up ON outbox (state) WHERE state IN ('dropped', 'dead');

CREATE TABLE handoffs (
    number       INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL,
    queue        TEXT NOT NULL,
    category     TEXT NOT NULL,
    mechanism    TEXT NOT NULL,
    opened       REAL NOT NULL,
    closed       REAL,
    ending       TEXT,
    handoff      TEXT NOT NULL  -- JSON
);
CREATE INDEX handoffs_opened ON handoffs (opened);
CREATE INDEX handoffs_conversation ON handoffs (conversation, opened);

CREATE TABLE approvals (
    id           TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    queue        TEXT NOT NULL,
    ruling       TEXT NOT NULL,
    asked        REAL NOT NULL,
    approval     TEXT NOT NULL  -- JSON
);
CREATE INDEX approvals_asked ON approvals (asked, id);
CREATE INDEX approvals_pending ON approvals (asked, id) WHERE ruling = 'pending';

-- Small facts of the whole store: the ticket counter, the secrets.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;
INSERT INTO meta (name, value) VALUES ('ticket', 1000);
