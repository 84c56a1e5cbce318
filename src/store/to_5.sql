DROP TRIGGER IF EXISTS journal_plan_update;
DROP TRIGGER IF EXISTS journal_appointment_update;
ALTER TABLE appointment ADD COLUMN stop_ok TEXT NOT NULL DEFAULT '';
UPDATE appointment
   SET stop_ok = coalesce((SELECT '|' || group_concat(l.id, '|') || '|' FROM alert AS l WHERE l.client_id = appointment.client_id AND l.level = 'stop'), '')
 WHERE stop_reason <> '';
ALTER TABLE plan ADD COLUMN held TEXT;
UPDATE plan SET held = coalesce(reassessed, opened) WHERE state = 'on hold';
UPDATE plan SET opened = (SELECT substr(min(n.at), 1, 10) FROM note AS n WHERE n.plan_id = plan.id)
 WHERE EXISTS (SELECT 1 FROM note AS n WHERE n.plan_id = plan.id AND n.at < plan.opened);
ALTER TABLE note ADD COLUMN no_plan INTEGER NOT NULL DEFAULT 0 CHECK (no_plan IN (0, 1));
CREATE TABLE drafts_before AS SELECT * FROM note_draft;
DROP TABLE note_draft;
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
-- Two drafts of one client without a session were one to the program: each beyond the first is kept as that of a session that is gone.
INSERT INTO note_draft (id, client_id, appointment_id, staff_id, written, holder, at, visited)
SELECT d.id, d.client_id,
       CASE WHEN d.appointment_id IS NULL AND d.id > (SELECT min(o.id) FROM drafts_before AS o WHERE o.client_id = d.client_id AND o.appointment_id IS NULL)
            THEN -d.id ELSE d.appointment_id END,
       d.staff_id, d.written, d.holder, d.at, coalesce((SELECT a.starts FROM appointment AS a WHERE a.id = d.appointment_id), substr(d.at, 1, 16))
  FROM drafts_before AS d ORDER BY d.id;
DROP TABLE drafts_before;
DROP TABLE note_words;
CREATE VIRTUAL TABLE note_words USING fts5 (words, content = '', contentless_delete = 1, detail = 'none', prefix = '1 2 3 4 5 6');
-- Put in the place of one that is there it would be gone without having been deleted.
CREATE TRIGGER note_stays_insert BEFORE INSERT ON note WHEN EXISTS (SELECT 1 FROM note WHERE id = NEW.id OR uid = NEW.uid)
  BEGIN SELECT RAISE(ABORT, 'a signed note stays as it was signed'); END;
CREATE TRIGGER amendment_stays_insert BEFORE INSERT ON amendment WHEN EXISTS (SELECT 1 FROM amendment WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'an amendment stays as it was made'); END;
CREATE TRIGGER strike_stays_insert BEFORE INSERT ON strike WHEN EXISTS (SELECT 1 FROM strike WHERE id = NEW.id OR note_id = NEW.note_id)
  BEGIN SELECT RAISE(ABORT, 'a struck-out note stays struck out'); END;
-- The list of alerts and red flags.
CREATE TABLE listed_alert (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     TEXT NOT NULL CHECK (kind IN ('stop', 'care', 'note', 'red flag')),
  text     TEXT NOT NULL CHECK (text <> ''),
  handling TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;
ALTER TABLE arrival ADD COLUMN red_flags INTEGER CHECK (red_flags IN (0, 1));
