-- What was learned of how much a destination takes at once, in words for a person.
ALTER TABLE destination ADD COLUMN learned TEXT;

-- A bare deletion has the payload of the version before it.
ALTER TABLE earlier ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1));
