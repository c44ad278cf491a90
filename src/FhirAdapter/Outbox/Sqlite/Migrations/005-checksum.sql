-- When the newest lease of a lane began: what came in later was not sent under it.
ALTER TABLE destination_lane ADD COLUMN leased_at INTEGER;

-- What shows that a row was changed by anything but the adapter: the engine looks at how pages hang together, not at what stands in them.
ALTER TABLE record ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
UPDATE record SET checksum = checksum(id, kind, version, content_version, lane_id, rank, deleted, content_hash, depends_on, payload);

ALTER TABLE delivery ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
UPDATE delivery SET checksum = checksum(record_id, destination_id, remote);

ALTER TABLE earlier ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
UPDATE earlier SET checksum = checksum(record_id, version, payload, deleted);
