-- Since when a pending delivery has been put off without a break: what bounds how long it is tried.
ALTER TABLE delivery ADD COLUMN put_off_since INTEGER CHECK (put_off_since IS NULL OR state = 'pending');

-- What was parked because that took too long; mostly none.
CREATE INDEX delivery_given_up ON delivery (destination_id) WHERE since IS NOT NULL AND failure_code = 'rejected.out-of-time';
