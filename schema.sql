-- The practice's file. Times are the practice's wall clock, 'YYYY-MM-DDTHH:MM', without an offset; instants (`at`) are UTC.
-- Nothing is hard-deleted by ordinary use. Every table is journalled by triggers that the program writes from
-- the tables' own columns, but for the journal itself, drafts, and signed notes, which never change.

CREATE TABLE practice (
  id                INTEGER PRIMARY KEY CHECK (id = 1),
  name              TEXT NOT NULL,
  zone              TEXT NOT NULL,
  date_order        TEXT NOT NULL DEFAULT 'day-first' CHECK (date_order IN ('day-first', 'month-first')),
  slot_minutes      INTEGER NOT NULL DEFAULT 15 CHECK (slot_minutes BETWEEN 5 AND 120),
  late_cancel_hours INTEGER NOT NULL DEFAULT 24 CHECK (late_cancel_hours BETWEEN 0 AND 336),
  week_starts       TEXT NOT NULL DEFAULT 'monday' CHECK (week_starts IN ('monday', 'sunday')),
  second_backup     TEXT NOT NULL DEFAULT '',
  ascii             INTEGER NOT NULL DEFAULT 0 CHECK (ascii IN (0, 1)),
  colours           TEXT NOT NULL DEFAULT 'terminal' CHECK (colours IN ('terminal', 'high contrast', 'none')),
  ask_consent       INTEGER NOT NULL DEFAULT 1 CHECK (ask_consent IN (0, 1)),
  missed_count      INTEGER NOT NULL DEFAULT 0 CHECK (missed_count IN (0, 1))
) STRICT;

CREATE TABLE staff (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT NOT NULL CHECK (name <> ''),
  short    TEXT NOT NULL CHECK (short <> ''),
  role     TEXT NOT NULL CHECK (role IN ('owner', 'therapist', 'desk')),
  treats   INTEGER NOT NULL CHECK (treats IN (0, 1)),
  os_user  TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE service (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  name       TEXT NOT NULL CHECK (name <> ''),
  short      TEXT NOT NULL CHECK (short <> ''),
  modality   TEXT NOT NULL DEFAULT '',
  minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 600),
  buffer     INTEGER NOT NULL DEFAULT 0 CHECK (buffer BETWEEN 0 AND 120),
  needs_room INTEGER NOT NULL DEFAULT 1 CHECK (needs_room IN (0, 1)),
  price      INTEGER,
  archived   INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE staff_service (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id   INTEGER NOT NULL REFERENCES staff (id),
  service_id INTEGER NOT NULL REFERENCES service (id),
  UNIQUE (staff_id, service_id)
) STRICT;

CREATE TABLE room (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT NOT NULL CHECK (name <> ''),
  short    TEXT NOT NULL CHECK (short <> ''),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

-- Either every n-th week on a weekday (0 = Monday), counted from the week of valid_from; or one date's extra hours.
CREATE TABLE shift (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id    INTEGER NOT NULL REFERENCES staff (id),
  weekday     INTEGER CHECK (weekday BETWEEN 0 AND 6),
  every_weeks INTEGER NOT NULL DEFAULT 1 CHECK (every_weeks BETWEEN 1 AND 52),
  valid_from  TEXT NOT NULL,
  valid_to    TEXT,
  starts      TEXT NOT NULL,
  ends        TEXT NOT NULL,
  CHECK (starts < ends),
  CHECK (weekday IS NOT NULL OR valid_to IS valid_from)
) STRICT;
CREATE INDEX shift_staff ON shift (staff_id);

CREATE TABLE absence (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  kind      TEXT NOT NULL CHECK (kind IN ('staff', 'block', 'practice', 'room', 'client')),
  staff_id  INTEGER REFERENCES staff (id),
  room_id   INTEGER REFERENCES room (id),
  client_id INTEGER REFERENCES client (id),
  starts    TEXT NOT NULL,
  ends      TEXT NOT NULL,
  reason    TEXT NOT NULL DEFAULT '',
  CHECK (starts < ends),
  CHECK ((kind IN ('staff', 'block')) = (staff_id IS NOT NULL)),
  CHECK ((kind = 'room') = (room_id IS NOT NULL)),
  CHECK ((kind = 'client') = (client_id IS NOT NULL))
) STRICT;
CREATE INDEX absence_ends ON absence (ends, starts);
CREATE INDEX absence_client ON absence (client_id) WHERE client_id IS NOT NULL;

-- `folded` and `digits` are name and phones as they are searched; the program keeps them. `prefers` is read like the times
-- of the booking line ("tue pm"). A client who was merged is archived and names the one who holds everything now.
CREATE TABLE client (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uid            TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL CHECK (name <> ''),
  preferred_name TEXT NOT NULL DEFAULT '',
  phones         TEXT NOT NULL DEFAULT '',
  email          TEXT NOT NULL DEFAULT '',
  born           TEXT,
  guardian       TEXT NOT NULL DEFAULT '',
  staff_id       INTEGER REFERENCES staff (id),
  service_id     INTEGER REFERENCES service (id),
  pressure       INTEGER CHECK (pressure BETWEEN 1 AND 5),
  note           TEXT NOT NULL DEFAULT '',
  archived       INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  folded         TEXT NOT NULL,
  digits         TEXT NOT NULL DEFAULT '',
  prefers        TEXT NOT NULL DEFAULT '',
  merged_into    INTEGER REFERENCES client (id)
) STRICT;
CREATE INDEX client_folded ON client (folded);
CREATE INDEX client_merged ON client (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE alert (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id INTEGER NOT NULL REFERENCES client (id),
  level     TEXT NOT NULL CHECK (level IN ('note', 'care', 'stop')),
  text      TEXT NOT NULL CHECK (text <> ''),
  handling  TEXT NOT NULL DEFAULT '',
  since     TEXT,
  closed    INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
) STRICT;
-- The gravest of a client comes first in it.
CREATE INDEX alert_client ON alert (client_id, level DESC);

-- What the practice looks out for: alerts to choose from, and red flags to ask about at arrival.
CREATE TABLE listed_alert (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     TEXT NOT NULL CHECK (kind IN ('stop', 'care', 'note', 'red flag')),
  text     TEXT NOT NULL CHECK (text <> ''),
  handling TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

-- A standing appointment: `rule` is an RRULE (RFC 5545) on the practice's wall clock, counted from `first`. Its dates are rows
-- of `appointment`, made up to and including the date `made_until`; nothing happens from `ended` on. A series that was split
-- off another one names it, and `before` is how many dates came before its own. Without a room it takes one that is free.
-- `sequence` is the revision (RFC 5545) under which it came in from another calendar.
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

-- `overlap_ok` names the appointments this one may overlap, '|12|15|': each was named to the person who booked anyway.
-- `reasons_ok` names what else was accepted with it, '|hours|away 12|'. `stop_reason` is why the session began in spite of a
-- STOP alert. `lifted` is 1 only inside a transaction that lands several rows at once; a lifted row holds no time.
-- `decide` is 1 while hours, absences or the house speak against an expected appointment and nobody has accepted that; the
-- program works it out after every act. Neither of the last two is journalled. A date of a series keeps the moment that its
-- rule gave, `rule_date`, wherever it is moved to.
CREATE TABLE appointment (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  uid             TEXT NOT NULL UNIQUE,
  client_id       INTEGER NOT NULL REFERENCES client (id),
  staff_id        INTEGER NOT NULL REFERENCES staff (id),
  service_id      INTEGER NOT NULL REFERENCES service (id),
  room_id         INTEGER REFERENCES room (id),
  starts          TEXT NOT NULL,
  ends            TEXT NOT NULL,
  buffer          INTEGER NOT NULL DEFAULT 0 CHECK (buffer BETWEEN 0 AND 120),
  status          TEXT NOT NULL CHECK (status IN ('booked', 'confirmed', 'arrived', 'in session', 'done', 'no-show',
                    'cancelled', 'late-cancelled', 'to rebook', 'held', 'skipped', 'to decide')),
  confirmed_at    TEXT,
  arrived_at      TEXT,
  started_at      TEXT,
  done_at         TEXT,
  held_until      TEXT,
  cancelled_by    TEXT CHECK (cancelled_by IN ('client', 'practice')),
  cancel_reason   TEXT NOT NULL DEFAULT '',
  override_reason TEXT NOT NULL DEFAULT '',
  overlap_ok      TEXT NOT NULL DEFAULT '',
  note            TEXT NOT NULL DEFAULT '',
  lifted          INTEGER NOT NULL DEFAULT 0 CHECK (lifted IN (0, 1)),
  busy_until      TEXT NOT NULL GENERATED ALWAYS AS (strftime('%Y-%m-%dT%H:%M', ends, '+' || buffer || ' minutes')) STORED,
  holds           INTEGER NOT NULL GENERATED ALWAYS AS
                    (lifted = 0 AND status IN ('booked', 'confirmed', 'arrived', 'in session', 'done', 'held')) VIRTUAL,
  reasons_ok      TEXT NOT NULL DEFAULT '',
  stop_reason     TEXT NOT NULL DEFAULT '',
  decide          INTEGER NOT NULL DEFAULT 0 CHECK (decide IN (0, 1)),
  series_id       INTEGER REFERENCES series (id),
  rule_date       TEXT CHECK ((series_id IS NULL) = (rule_date IS NULL)),
  sequence        INTEGER NOT NULL DEFAULT 0,
  stop_ok         TEXT NOT NULL DEFAULT '',
  CHECK (starts = strftime('%Y-%m-%dT%H:%M', starts)),
  CHECK (ends = strftime('%Y-%m-%dT%H:%M', ends)),
  CHECK (starts < ends),
  CHECK (busy_until <= strftime('%Y-%m-%dT%H:%M', starts, '+10 hours'))
) STRICT;
CREATE INDEX appointment_starts ON appointment (starts);
-- With ends and status in it, "last here" and "next" are read from the index alone, for every row of a list of clients.
CREATE INDEX appointment_client ON appointment (client_id, starts, ends, status);
-- The overlap guard needs the first three; the others let a search for free time read the index alone (ten times as fast).
CREATE INDEX appointment_staff ON appointment (staff_id, starts, busy_until, ends, buffer, room_id, client_id) WHERE holds = 1;
CREATE INDEX appointment_room ON appointment (room_id, starts, busy_until) WHERE holds = 1 AND room_id IS NOT NULL;
CREATE INDEX appointment_rebook ON appointment (starts) WHERE status = 'to rebook';
CREATE INDEX appointment_lifted ON appointment (id) WHERE lifted = 1;
CREATE INDEX appointment_decide ON appointment (starts) WHERE decide = 1;
CREATE UNIQUE INDEX appointment_series ON appointment (series_id, rule_date) WHERE series_id IS NOT NULL;
CREATE INDEX appointment_dates ON appointment (series_id, starts, status) WHERE series_id IS NOT NULL;

-- A treatment plan. `cadence` is how often the client comes, as "2/w" or "1/2w". `visits` is empty for an open end. `series`
-- is the standing appointment of its visits, `follows` the plan it took over from.
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
  follows    INTEGER REFERENCES plan (id),
  held       TEXT
) STRICT;
CREATE INDEX plan_client ON plan (client_id, state);
CREATE INDEX plan_series ON plan (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX plan_follows ON plan (follows) WHERE follows IS NOT NULL;

-- When a plan was looked at: what was compared, in words, and what the therapist decided.
CREATE TABLE reassessment (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id  INTEGER NOT NULL REFERENCES plan (id),
  day      TEXT NOT NULL,
  compared TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  remark   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX reassessment_plan ON reassessment (plan_id);

-- The answers at arrival; what was not asked is empty.
CREATE TABLE arrival (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  appointment_id INTEGER NOT NULL UNIQUE REFERENCES appointment (id),
  unchanged      INTEGER CHECK (unchanged IN (0, 1)),
  changed        TEXT NOT NULL DEFAULT '',
  pain           INTEGER CHECK (pain BETWEEN 0 AND 10),
  relief_days    INTEGER CHECK (relief_days BETWEEN 0 AND 366),
  sore           TEXT CHECK (sore IN ('none', 'a day', 'longer')),
  home_care      TEXT CHECK (home_care IN ('done', 'partly', 'not done')),
  red_flags      INTEGER CHECK (red_flags IN (0, 1))
) STRICT;

-- What a therapist types short: `.word` becomes the text.
CREATE TABLE phrase (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  word     TEXT NOT NULL CHECK (word <> ''),
  text     TEXT NOT NULL CHECK (text <> ''),
  UNIQUE (staff_id, word)
) STRICT;

-- A signed note, as it was signed. Its findings are its `lines`, each in the one form that reads as the same finding. `at` is
-- the wall clock of the session, `before` and `after` its pain, `next_step` what its "next" lines say. Nothing of it, of its
-- amendments or of a strike-out is ever changed or deleted: the triggers below refuse it, so the rows are their own record.
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
  next_step      TEXT NOT NULL DEFAULT '',
  no_plan        INTEGER NOT NULL DEFAULT 0 CHECK (no_plan IN (0, 1))
) STRICT;
-- With `before` in it the pain trend, and with `appointment_id` the visits that were never booked, are found in the index alone:
-- a client's notes lie all over the file.
CREATE INDEX note_client ON note (client_id, at, before, appointment_id);
CREATE INDEX note_appointment ON note (appointment_id, id) WHERE appointment_id IS NOT NULL;
CREATE INDEX note_plan ON note (plan_id) WHERE plan_id IS NOT NULL;

-- What was added to a signed note, and why.
CREATE TABLE amendment (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  note_id  INTEGER NOT NULL REFERENCES note (id),
  text     TEXT NOT NULL CHECK (text <> ''),
  why      TEXT NOT NULL DEFAULT '',
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at       TEXT NOT NULL
) STRICT;
CREATE INDEX amendment_note ON amendment (note_id);

-- Notes that were entered in error: kept for the record, hidden from the client's file.
CREATE TABLE strike (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  note_id  INTEGER NOT NULL UNIQUE REFERENCES note (id),
  why      TEXT NOT NULL CHECK (why <> ''),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at       TEXT NOT NULL
) STRICT;

-- Notes that are being written: one a session, or one a client for a visit that was never booked, made at `visited` on the wall
-- clock. `written` is JSON, `holder` the window that writes in it. Not journalled; signing takes it away. Appointment and client are
-- named and not referred to: when a booking is taken back, the draft stays, and belongs to it again when it comes back.
CREATE TABLE note_draft (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id      INTEGER NOT NULL,
  appointment_id INTEGER UNIQUE,
  staff_id       INTEGER REFERENCES staff (id) ON DELETE SET NULL,
  written        TEXT NOT NULL,
  holder         TEXT NOT NULL DEFAULT '',
  at             TEXT NOT NULL,
  visited        TEXT NOT NULL CHECK (visited = strftime('%Y-%m-%dT%H:%M', visited))
) STRICT;
CREATE UNIQUE INDEX note_draft_visit ON note_draft (client_id) WHERE appointment_id IS NULL;
CREATE INDEX note_draft_client ON note_draft (client_id);

-- The words of signed notes, folded as the program folds them; a row has its note's id.
CREATE VIRTUAL TABLE note_words USING fts5 (words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3 4 5 6');

CREATE TRIGGER note_stays_update BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, 'a signed note stays as it was signed'); END;
CREATE TRIGGER note_stays_delete BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'a signed note stays as it was signed'); END;
CREATE TRIGGER amendment_stays_update BEFORE UPDATE ON amendment BEGIN SELECT RAISE(ABORT, 'an amendment stays as it was made'); END;
CREATE TRIGGER amendment_stays_delete BEFORE DELETE ON amendment BEGIN SELECT RAISE(ABORT, 'an amendment stays as it was made'); END;
CREATE TRIGGER strike_stays_update BEFORE UPDATE ON strike BEGIN SELECT RAISE(ABORT, 'a struck-out note stays struck out'); END;
CREATE TRIGGER strike_stays_delete BEFORE DELETE ON strike BEGIN SELECT RAISE(ABORT, 'a struck-out note stays struck out'); END;
-- Put in the place of one that is there it would be gone without having been deleted.
CREATE TRIGGER note_stays_insert BEFORE INSERT ON note WHEN EXISTS (SELECT 1 FROM note WHERE id = NEW.id OR uid = NEW.uid)
  BEGIN SELECT RAISE(ABORT, 'a signed note stays as it was signed'); END;
CREATE TRIGGER amendment_stays_insert BEFORE INSERT ON amendment WHEN EXISTS (SELECT 1 FROM amendment WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'an amendment stays as it was made'); END;
CREATE TRIGGER strike_stays_insert BEFORE INSERT ON strike WHEN EXISTS (SELECT 1 FROM strike WHERE id = NEW.id OR note_id = NEW.note_id)
  BEGIN SELECT RAISE(ABORT, 'a struck-out note stays struck out'); END;

-- What is being typed; not journalled. Saving deletes it and writes one change.
CREATE TABLE draft (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     TEXT NOT NULL,
  subject  INTEGER NOT NULL DEFAULT 0,
  staff_id INTEGER NOT NULL DEFAULT 0,
  text     TEXT NOT NULL,
  at       TEXT NOT NULL,
  UNIQUE (kind, subject, staff_id)
) STRICT;

-- One row per act. `deed` is what was done, as JSON of ids and times; `of` is the act that an undo or redo reverses.
-- `open` is 1 only inside the transaction of the act: the journal's triggers find it there.
CREATE TABLE change (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  at       TEXT NOT NULL,
  staff_id INTEGER,
  kind     TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo', 'system')),
  of       INTEGER REFERENCES change (id),
  deed     TEXT NOT NULL,
  client_id      INTEGER,
  appointment_id INTEGER,
  open     INTEGER NOT NULL DEFAULT 1 CHECK (open IN (0, 1)),
  CHECK ((kind IN ('undo', 'redo')) = (of IS NOT NULL))
) STRICT;
CREATE INDEX change_staff ON change (staff_id, id);
CREATE INDEX change_of ON change (of) WHERE of IS NOT NULL;
CREATE INDEX change_client ON change (client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX change_appointment ON change (appointment_id, id) WHERE appointment_id IS NOT NULL;
CREATE UNIQUE INDEX change_open ON change (open) WHERE open = 1;

-- The rows behind an act, as JSON of the changed columns. A row without a change was written by another program.
CREATE TABLE journal (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  change_id INTEGER REFERENCES change (id),
  tbl       TEXT NOT NULL,
  row_id    INTEGER NOT NULL,
  before    TEXT,
  after     TEXT
) STRICT;
CREATE INDEX journal_change ON journal (change_id);
CREATE INDEX journal_row ON journal (tbl, row_id);

-- No double booking, whoever writes. An overlap is refused unless one of the two names the other in `overlap_ok`.
-- Busy time is at most ten hours (CHECK above), so looking back ten hours finds everything that can still be running.
CREATE TRIGGER appointment_free_insert BEFORE INSERT ON appointment
WHEN NEW.lifted = 0 AND NEW.status IN ('booked', 'confirmed', 'arrived', 'in session', 'done', 'held')
BEGIN
  SELECT RAISE(ABORT, 'double booking: therapist') FROM appointment AS a
   WHERE a.staff_id = NEW.staff_id AND a.holds = 1 AND a.id IS NOT NEW.id
     AND a.starts > strftime('%Y-%m-%dT%H:%M', NEW.starts, '-10 hours')
     AND a.starts < strftime('%Y-%m-%dT%H:%M', NEW.ends, '+' || NEW.buffer || ' minutes') AND a.busy_until > NEW.starts
     AND instr(NEW.overlap_ok, '|' || a.id || '|') = 0;
  SELECT RAISE(ABORT, 'double booking: room') FROM appointment AS a
   WHERE a.room_id = NEW.room_id AND a.room_id IS NOT NULL AND a.holds = 1 AND a.id IS NOT NEW.id
     AND a.starts > strftime('%Y-%m-%dT%H:%M', NEW.starts, '-10 hours')
     AND a.starts < strftime('%Y-%m-%dT%H:%M', NEW.ends, '+' || NEW.buffer || ' minutes') AND a.busy_until > NEW.starts
     AND instr(NEW.overlap_ok, '|' || a.id || '|') = 0;
  SELECT RAISE(ABORT, 'double booking: client') FROM appointment AS a
   WHERE a.client_id = NEW.client_id AND a.holds = 1 AND a.id IS NOT NEW.id
     AND a.starts > strftime('%Y-%m-%dT%H:%M', NEW.starts, '-10 hours')
     AND a.starts < NEW.ends AND a.ends > NEW.starts
     AND instr(NEW.overlap_ok, '|' || a.id || '|') = 0;
END;

CREATE TRIGGER appointment_free_update BEFORE UPDATE OF
  client_id, staff_id, room_id, starts, ends, buffer, status, overlap_ok, lifted ON appointment
WHEN NEW.lifted = 0 AND NEW.status IN ('booked', 'confirmed', 'arrived', 'in session', 'done', 'held')
 AND (OLD.holds = 0 OR OLD.client_id <> NEW.client_id OR OLD.staff_id <> NEW.staff_id OR OLD.room_id IS NOT NEW.room_id
      OR OLD.starts <> NEW.starts OR OLD.ends <> NEW.ends OR OLD.buffer <> NEW.buffer OR OLD.overlap_ok <> NEW.overlap_ok)
BEGIN
  SELECT RAISE(ABORT, 'double booking: therapist') FROM appointment AS a
   WHERE a.staff_id = NEW.staff_id AND a.holds = 1 AND a.id <> NEW.id
     AND a.starts > strftime('%Y-%m-%dT%H:%M', NEW.starts, '-10 hours')
     AND a.starts < strftime('%Y-%m-%dT%H:%M', NEW.ends, '+' || NEW.buffer || ' minutes') AND a.busy_until > NEW.starts
     AND instr(NEW.overlap_ok, '|' || a.id || '|') = 0 AND instr(a.overlap_ok, '|' || NEW.id || '|') = 0;
  SELECT RAISE(ABORT, 'double booking: room') FROM appointment AS a
   WHERE a.room_id = NEW.room_id AND a.room_id IS NOT NULL AND a.holds = 1 AND a.id <> NEW.id
     AND a.starts > strftime('%Y-%m-%dT%H:%M', NEW.starts, '-10 hours')
     AND a.starts < strftime('%Y-%m-%dT%H:%M', NEW.ends, '+' || NEW.buffer || ' minutes') AND a.busy_until > NEW.starts
     AND instr(NEW.overlap_ok, '|' || a.id || '|') = 0 AND instr(a.overlap_ok, '|' || NEW.id || '|') = 0;
  SELECT RAISE(ABORT, 'double booking: client') FROM appointment AS a
   WHERE a.client_id = NEW.client_id AND a.holds = 1 AND a.id <> NEW.id
     AND a.starts > strftime('%Y-%m-%dT%H:%M', NEW.starts, '-10 hours')
     AND a.starts < NEW.ends AND a.ends > NEW.starts
     AND instr(NEW.overlap_ok, '|' || a.id || '|') = 0 AND instr(a.overlap_ok, '|' || NEW.id || '|') = 0;
END;
