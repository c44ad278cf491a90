-- Why deliveries are parked, to be counted without looking at the rows: a wrong patient system can park very many.
CREATE INDEX delivery_parked ON delivery (destination_id, state, failure_code) WHERE state = 'parked';
