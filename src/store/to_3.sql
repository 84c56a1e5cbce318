CREATE TABLE series (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  client_id  INTEGER NOT NULL REFERENCES client (id),
  staff_id   INTEGER NOT NULL REFERENCES staff (id),
  service_id INTEGER NOT NULL REFERENCES service (id),
  room_id    INTEGER REFERENCES room (id),
  rule       TEXT NOT NULL CHECK (rule <> ''),
  first      TEXT NOT NULL CHECK (first = strftime('%Y-%m-%dT%H:%M', first)),
  minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600),
  buffer     INTEGER NOT NULL DEFAULT 0 CHECK (buffer BETWEEN 0 AND 120),
  ended      TEXT CHECK (ended = strftime('%Y-%m-%dT%H:%M', ended)),
  made_until TEXT NOT NULL,
  before     INTEGER NOT NULL DEFAULT 0 CHECK (before >= 0),
  split_from INTEGER REFERENCES series (id),
  sequence   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX series_client ON series (client_id);
CREATE INDEX series_made ON series (made_until);
CREATE INDEX series_split ON series (split_from) WHERE split_from IS NOT NULL;
ALTER TABLE appointment ADD COLUMN series_id INTEGER REFERENCES series (id);
ALTER TABLE appointment ADD COLUMN rule_date TEXT CHECK ((series_id IS NULL) = (rule_date IS NULL));
ALTER TABLE appointment ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX appointment_series ON appointment (series_id, rule_date) WHERE series_id IS NOT NULL;
CREATE INDEX appointment_dates ON appointment (series_id, starts, status) WHERE series_id IS NOT NULL;
