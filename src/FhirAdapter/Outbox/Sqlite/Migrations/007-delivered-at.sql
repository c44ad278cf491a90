-- The attempt that delivered what stands at the destination, where nothing is to be said of it but when it began and how long it took, in
-- milliseconds: nearly every record has this one attempt, and a line of the journal for each cost about a twelfth of the whole way's time.
ALTER TABLE delivery ADD COLUMN delivered_at INTEGER CHECK (delivered_at IS NULL OR state = 'delivered');
ALTER TABLE delivery ADD COLUMN delivered_in INTEGER CHECK ((delivered_in IS NULL) = (delivered_at IS NULL) AND (delivered_in IS NULL OR delivered_in >= 0));

-- When the newest of these attempts began: the ledger's times go no further back.
ALTER TABLE destination ADD COLUMN newest_at INTEGER NOT NULL DEFAULT 0;
