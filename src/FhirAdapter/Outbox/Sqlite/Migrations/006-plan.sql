-- How a delivery was planned to go, as JSON without clinical values; nothing where it goes as it was mapped.
ALTER TABLE journal ADD COLUMN plan TEXT;
