ALTER TABLE practice ADD COLUMN ask_consent INTEGER NOT NULL DEFAULT 1 CHECK (ask_consent IN (0, 1));
ALTER TABLE practice ADD COLUMN missed_count INTEGER NOT NULL DEFAULT 0 CHECK (missed_count IN (0, 1));
DROP INDEX alert_client;
CREATE INDEX alert_client ON alert (client_id, level DESC);
CREATE TABLE plan (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  uid        TEXT NOT NULL UNIQUE,
  client_id  INTEGER NOT NULL REFERENCES client (id),
  complaint  TEXT NOT NULL CHECK (complaint <> ''),
  goal       TEXT NOT NULL DEFAULT '',
  goal_pain  INTEGER CHECK (goal_pain BETWEEN 0 AND 10),
  modality   TEXT NOT NULL DEFAULT '',
  visits     INTEGER CHECK (visits BETWEEN 1 AND 500),
  cadence    TEXT NOT NULL,
  minutes    INTEGER CHECK (minutes BETWEEN 5 AND 600),
  reassess   INTEGER NOT NULL DEFAULT 4 CHECK (reassess BETWEEN 1 AND 50),
  baseline   INTEGER CHECK (baseline BETWEEN 0 AND 10),
  state      TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'on hold', 'completed', 'changed', 'referred out', 'stopped')),
  opened     TEXT NOT NULL,
  closed     TEXT,
  outcome    TEXT,
  reassessed TEXT,
  series_id  INTEGER REFERENCES series (id),
  follows    INTEGER REFERENCES plan (id)
) STRICT;
CREATE INDEX plan_client ON plan (client_id, state);
CREATE INDEX plan_series ON plan (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX plan_follows ON plan (follows) WHERE follows IS NOT NULL;
CREATE TABLE reassessment (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id  INTEGER NOT NULL REFERENCES plan (id),
  day      TEXT NOT NULL,
  compared TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  remark   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX reassessment_plan ON reassessment (plan_id);
CREATE TABLE arrival (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  appointment_id INTEGER NOT NULL UNIQUE REFERENCES appointment (id),
  unchanged      INTEGER CHECK (unchanged IN (0, 1)),
  changed        TEXT NOT NULL DEFAULT '',
  pain           INTEGER CHECK (pain BETWEEN 0 AND 10),
  relief_days    INTEGER CHECK (relief_days BETWEEN 0 AND 366),
  sore           TEXT CHECK (sore IN ('none', 'a day', 'longer')),
  home_care      TEXT CHECK (home_care IN ('done', 'partly', 'not done'))
) STRICT;
CREATE TABLE phrase (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  word     TEXT NOT NULL CHECK (word <> ''),
  text     TEXT NOT NULL CHECK (text <> ''),
  UNIQUE (staff_id, word)
) STRICT;
CREATE TABLE note (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  client_id      INTEGER NOT NULL REFERENCES client (id),
  appointment_id INTEGER REFERENCES appointment (id),
  staff_id       INTEGER NOT NULL REFERENCES staff (id),
  plan_id        INTEGER REFERENCES plan (id),
  at             TEXT NOT NULL CHECK (at = strftime('%Y-%m-%dT%H:%M', at)),
  signed_at      TEXT NOT NULL,
  lines          TEXT NOT NULL DEFAULT '',
  subjective     TEXT NOT NULL DEFAULT '',
  objective      TEXT NOT NULL DEFAULT '',
  assessment     TEXT NOT NULL DEFAULT '',
  plan_text      TEXT NOT NULL DEFAULT '',
  before         INTEGER CHECK (before BETWEEN 0 AND 10),
  after          INTEGER CHECK (after BETWEEN 0 AND 10),
  next_step      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX note_client ON note (client_id, at, before, appointment_id);
CREATE INDEX note_appointment ON note (appointment_id, id) WHERE appointment_id IS NOT NULL;
CREATE INDEX note_plan ON note (plan_id) WHERE plan_id IS NOT NULL;
CREATE TABLE amendment (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  note_id  INTEGER NOT NULL REFERENCES note (id),
  text     TEXT NOT NULL CHECK (text <> ''),
  why      TEXT NOT NULL DEFAULT '',
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX amendment_note ON amendment (note_id);
CREATE TABLE strike (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  note_id  INTEGER NOT NULL UNIQUE REFERENCES note (id),
  why      TEXT NOT NULL CHECK (why <> ''),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at       TEXT NOT NULL
) STRICT;
CREATE TABLE note_draft (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id      INTEGER NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  appointment_id INTEGER UNIQUE REFERENCES appointment (id) ON DELETE SET NULL,
  staff_id       INTEGER REFERENCES staff (id) ON DELETE SET NULL,
  written        TEXT NOT NULL,
  holder         TEXT NOT NULL DEFAULT '',
  at             TEXT NOT NULL
) STRICT;
CREATE INDEX note_draft_client ON note_draft (client_id);
CREATE VIRTUAL TABLE note_words USING fts5 (words, content = '', detail = 'none', prefix = '1 2 3 4 5 6');
CREATE TRIGGER note_stays_update BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, 'a signed note stays as it was signed'); END;
CREATE TRIGGER note_stays_delete BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'a signed note stays as it was signed'); END;
CREATE TRIGGER amendment_stays_update BEFORE UPDATE ON amendment BEGIN SELECT RAISE(ABORT, 'an amendment stays as it was made'); END;
CREATE TRIGGER amendment_stays_delete BEFORE DELETE ON amendment BEGIN SELECT RAISE(ABORT, 'an amendment stays as it was made'); END;
CREATE TRIGGER strike_stays_update BEFORE UPDATE ON strike BEGIN SELECT RAISE(ABORT, 'a struck-out note stays struck out'); END;
CREATE TRIGGER strike_stays_delete BEFORE DELETE ON strike BEGIN SELECT RAISE(ABORT, 'a struck-out note stays struck out'); END;
