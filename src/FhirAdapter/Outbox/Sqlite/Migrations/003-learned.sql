-- What was learned of how much a destination takes at once, in words for a person.
ALTER TABLE destination ADD COLUMN learned TEXT;
