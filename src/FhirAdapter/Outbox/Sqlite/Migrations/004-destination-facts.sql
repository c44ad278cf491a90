-- What is known of a destination beside its deliveries; what it means only the destination knows. A notice is one for a person to see.
CREATE TABLE fact (
    destination_id INTEGER NOT NULL REFERENCES destination,
    topic          TEXT    NOT NULL CHECK (topic <> ''),
    name           TEXT    NOT NULL,
    detail         TEXT,
    count          INTEGER NOT NULL CHECK (count > 0),
    notice         INTEGER NOT NULL CHECK (notice IN (0, 1)),
    first_at       INTEGER NOT NULL,
    PRIMARY KEY (destination_id, topic, name)
) STRICT, WITHOUT ROWID;

-- Whose is what at a destination that names nothing by itself: an id there belongs to one record.
CREATE TABLE owned (
    destination_id INTEGER NOT NULL REFERENCES destination,
    remote         TEXT    NOT NULL CHECK (remote <> ''),
    record_id      INTEGER NOT NULL REFERENCES record,
    PRIMARY KEY (destination_id, remote)
) STRICT, WITHOUT ROWID;
