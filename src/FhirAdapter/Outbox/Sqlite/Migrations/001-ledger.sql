-- The ledger: what should be at each destination against what is there. Times are milliseconds since 1970 in UTC.
-- States are compared one by one: IN with more than two values builds a table at every run, which doubles the cost of a write.

CREATE TABLE lane (
    lane_id INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE
) STRICT;

-- record_id is also the order of first arrival. content_version is the lowest version that carries the content of the newest one.
CREATE TABLE record (
    record_id       INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL CHECK (id <> ''),
    kind            TEXT    NOT NULL CHECK (kind <> ''),
    version         INTEGER NOT NULL,
    content_version INTEGER NOT NULL,
    lane_id         INTEGER NOT NULL REFERENCES lane,
    rank            INTEGER NOT NULL,
    deleted         INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    accepted_at     INTEGER NOT NULL,
    content_hash    BLOB    NOT NULL CHECK (length(content_hash) = 32),
    depends_on      TEXT    CHECK (depends_on <> ''),
    payload         BLOB    NOT NULL,
    UNIQUE (id, kind),
    CHECK (content_version BETWEEN 1 AND version)
) STRICT;

-- backfill_after is the last record seen while the destination catches up, and NULL when every record has its row.
CREATE TABLE destination (
    destination_id INTEGER PRIMARY KEY,
    name           TEXT    NOT NULL UNIQUE,
    active         INTEGER NOT NULL CHECK (active IN (0, 1)),
    backfill_after INTEGER,
    accepted       INTEGER NOT NULL DEFAULT 0 CHECK (accepted >= 0),
    delivered      INTEGER NOT NULL DEFAULT 0 CHECK (delivered >= 0),
    superseded     INTEGER NOT NULL DEFAULT 0 CHECK (superseded >= 0)
) STRICT;

-- A lane at a destination. next_at is when it may be claimed: the due time of its first delivery, or the end of its lease.
CREATE TABLE destination_lane (
    destination_id INTEGER NOT NULL REFERENCES destination,
    lane_id        INTEGER NOT NULL REFERENCES lane,
    next_at        INTEGER,
    fence          INTEGER NOT NULL DEFAULT 0 CHECK (fence >= 0),
    leased_until   INTEGER,
    PRIMARY KEY (destination_id, lane_id),
    CHECK (leased_until IS NULL OR (next_at IS NOT NULL AND next_at = leased_until AND fence > 0))
) STRICT, WITHOUT ROWID;

CREATE INDEX destination_lane_next ON destination_lane (destination_id, next_at) WHERE next_at IS NOT NULL;

-- owed_version is the lowest version whose content is owed; since is when it came to be held or parked.
CREATE TABLE delivery (
    record_id         INTEGER NOT NULL REFERENCES record,
    destination_id    INTEGER NOT NULL REFERENCES destination,
    lane_id           INTEGER NOT NULL REFERENCES lane,
    rank              INTEGER NOT NULL,
    state             TEXT    NOT NULL CHECK (state = 'pending' OR state = 'held' OR state = 'delivered' OR state = 'parked'),
    owed_version      INTEGER NOT NULL CHECK (owed_version >= 1),
    owed_at           INTEGER NOT NULL,
    due_at            INTEGER,
    attempts          INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    delivered_version INTEGER,
    since             INTEGER,
    failure_code      TEXT,
    failure_path      TEXT,
    failure_expected  TEXT,
    http_status       INTEGER,
    remote_id         TEXT,
    remote            BLOB,
    PRIMARY KEY (record_id, destination_id),
    CHECK ((due_at IS NOT NULL) = (state = 'pending' OR state = 'held')),
    CHECK ((since IS NOT NULL) = (state = 'held' OR state = 'parked')),
    CHECK (failure_code IS NOT NULL OR (since IS NULL AND failure_path IS NULL AND failure_expected IS NULL AND http_status IS NULL)),
    CHECK ((state = 'delivered') = (delivered_version IS NOT NULL AND delivered_version >= owed_version)),
    CHECK (state <> 'delivered' OR failure_code IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_open ON delivery (destination_id, lane_id, rank, record_id, state, due_at, owed_at) WHERE due_at IS NOT NULL;
CREATE INDEX delivery_stuck ON delivery (destination_id, state, since) WHERE since IS NOT NULL;

-- What a held delivery waits for, so that the arrival of the one wakes the other.
CREATE TABLE awaited (
    destination_id INTEGER NOT NULL,
    id             TEXT    NOT NULL,
    kind           TEXT    NOT NULL,
    record_id      INTEGER NOT NULL,
    PRIMARY KEY (destination_id, id, kind, record_id),
    FOREIGN KEY (record_id, destination_id) REFERENCES delivery
) STRICT, WITHOUT ROWID;

CREATE INDEX awaited_by ON awaited (record_id, destination_id);

-- Attempts and changes of state, oldest first by number.
CREATE TABLE journal (
    journal_id       INTEGER PRIMARY KEY,
    record_id        INTEGER NOT NULL REFERENCES record,
    destination_id   INTEGER NOT NULL REFERENCES destination,
    version          INTEGER NOT NULL CHECK (version >= 1),
    at               INTEGER NOT NULL,
    duration         INTEGER NOT NULL CHECK (duration >= 0),
    state            TEXT    NOT NULL CHECK (state = 'pending' OR state = 'held' OR state = 'delivered' OR state = 'parked'),
    failure_code     TEXT,
    failure_path     TEXT,
    failure_expected TEXT,
    http_status      INTEGER,
    remote_id        TEXT
) STRICT;

CREATE INDEX journal_record ON journal (record_id);
