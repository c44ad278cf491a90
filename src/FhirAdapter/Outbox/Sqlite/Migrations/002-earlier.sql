-- Versions that a newer one replaced and that may stand at a destination, until the newest is delivered everywhere.
CREATE TABLE earlier (
    record_id INTEGER NOT NULL REFERENCES record,
    version   INTEGER NOT NULL CHECK (version >= 1),
    payload   BLOB    NOT NULL CHECK (length(payload) > 0),
    PRIMARY KEY (record_id, version)
) STRICT, WITHOUT ROWID;

-- How many of them there are, so that a record without any costs nothing.
ALTER TABLE record ADD COLUMN earlier INTEGER NOT NULL DEFAULT 0 CHECK (earlier >= 0);

-- Records that went over to another lane while the one they stood in was leased: until that lease ends they are not claimed in the new one.
CREATE TABLE moved (
    destination_id INTEGER NOT NULL,
    lane_id        INTEGER NOT NULL,
    record_id      INTEGER NOT NULL,
    PRIMARY KEY (destination_id, lane_id, record_id),
    FOREIGN KEY (record_id, destination_id) REFERENCES delivery
) STRICT, WITHOUT ROWID;

CREATE INDEX moved_record ON moved (record_id, destination_id);
