//! The log: it says what was done and how long it took, in a file of its owner's alone, and never a word of a client.
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use knotbook::domain::change::Stamp;
use knotbook::domain::ids::{ChangeId, ClientId};
use knotbook::log;
use tempfile::TempDir;
use tracing::Dispatch;

use crate::person::Person;
use crate::practice::{DANA, DESK, R1, booking, now, slot};
use crate::scene::{SECRETS, Scene};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One that listens as long as the tests run. While there is only one, whoever meets an event first says for all threads
/// whether anybody wants it, and another test's thread, which has none, says no; from the second on, all are asked.
static LISTENS: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(log::subscriber(io::sink, true)));

/// What a session leaves in the log at its most talkative.
fn of_session(work: impl FnOnce()) -> String {
    LazyLock::force(&LISTENS);
    let lines = Lines::default();
    let into = lines.clone();
    let session = || {
        // Another test may have met an event in the very moment in which this subscriber came up.
        tracing::callsite::rebuild_interest_cache();
        work();
    };
    tracing::subscriber::with_default(log::subscriber(move || into.clone(), true), session);
    let bytes = lines.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    String::from_utf8(bytes).expect("UTF-8")
}

/// What could be somebody's words: all but the times, whose digits may come out as anybody's phone, and where the file is.
fn words_of(log: &str) -> String {
    let is_word = |word: &&str| !["ms=", "process=", "file="].iter().any(|field| word.starts_with(field));
    let words = log.lines().flat_map(|line| line.split_whitespace().skip(1).filter(is_word));
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Words of clients, and words that were typed about them.
const WORDS: [&str; 16] = [
    "maria", "smith", "Łukasz", "花子", "okafor", "555", "0134", "twins", "dentist", "migraine", "newcomer", "rings", "pressure",
    "nowhere", "Dana", "Hollis",
];

#[test]
fn a_busy_session_leaves_no_word_of_a_client() {
    let scene = Scene::week();
    let said = of_session(|| {
        let mut robin = Person::at(&scene.place, DESK);
        robin.keys("g tue <enter> x <tab>").types("migraine").keys("<enter>").shows("Cancelled").keys("u").shows("Took back").keys("<c-y>");
        robin.keys("/ maria <enter> b tue <space> pm <enter> 1").shows("Booked Maria Smith");
        robin.keys("<c-b>").types("nowhere newcomer").keys("<c-n> <tab>").types("555-7777").keys("<esc> <esc> <esc>");
        // A refusal with names in it: two on one time.
        let mut robin = Person::at(&scene.place, DESK);
        robin.keys("b <c-u> john <enter> <s-tab> <s-tab> dana <tab> <tab> tue <space> 11:30 <c-o>").types("twins").keys("<enter>");
        let mut dana = Person::at(&scene.place, DANA);
        dana.keys("/ petrov <enter> e <esc> <esc> : history <enter> x");
    });
    for words in ["act=\"Book.Step\"", "change=", "ms=", "kind=\"Ask.Clients\"", "kind=\"Undo\"", "kind=\"Keep"] {
        assert!(said.contains(words), "{words} is not in the log:\n{said}");
    }
    let small = words_of(&said);
    for word in WORDS.iter().chain(&SECRETS) {
        assert!(!small.contains(&word.to_lowercase()), "“{word}” is in the log:\n{said}");
    }
}

#[test]
fn a_refusal_is_there_by_its_kind() {
    let mut place = Scene::week().place;
    let said = of_session(|| {
        let stamp = Stamp { at: now(), by: Some(DESK) };
        place.store.revert(ChangeId(999), stamp).expect_err("no such act");
        let vera = ClientId(10);
        let booked = place.store.apply(&booking(vera, slot(DANA, R1, "2026-11-24 11:30")), stamp);
        booked.expect_err("an archived client, on a time that is taken");
    });
    assert!(said.contains("refused act=\"Revert\" why=\"Gone\"") && said.contains("refused act=\"Book.Book\" why=\""), "{said}");
    assert!(!words_of(&said).contains("vera"), "{said}");
}

fn knotbook(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_knotbook"));
    command.env("KNOTBOOK_FILE", folder.join("practice.knot")).env_remove("KNOTBOOK_AS").env("HOME", folder);
    command.env("XDG_DATA_HOME", folder).env("XDG_CONFIG_HOME", folder.join("config")).env("XDG_STATE_HOME", folder.join("state"));
    command.args(words).stdin(Stdio::null()).output().expect("the program")
}

#[test]
fn the_program_writes_it_beside_nothing_of_the_practice() {
    let place = TempDir::new().expect("a folder");
    let folder = place.path();
    let set_up =
        knotbook(folder, &["setup", "--name", "Hollis Street", "--therapist", "Dana Reyes", "--hours", "Mon-Fri 9-18", "--zone", "Berlin"]);
    assert_eq!(set_up.status.code(), Some(0), "{}", String::from_utf8_lossy(&set_up.stderr));
    assert_eq!(knotbook(folder, &["--verbose", "clients", "add", "Maria Smith", "--phone", "555-0134"]).status.code(), Some(0));
    knotbook(folder, &["find", "nobody"]);
    let log = folder.join("state/knotbook/knotbook.log");
    let text = fs::read_to_string(&log).expect("the log");
    assert!(
        text.contains("start command=\"Setup\"") && text.contains("act=\"Practice.") && text.contains("act=\"People.AddClient\""),
        "{text}"
    );
    assert_eq!(text.matches(" stop ").count(), 3, "{text}");
    assert!(!["Maria", "555", "Hollis", "Dana", "nobody"].iter().any(|word| words_of(&text).contains(&word.to_lowercase())), "{text}");
    let mode = |path: &Path| fs::metadata(path).expect("its rights").permissions().mode() & 0o777;
    assert_eq!((mode(&log), mode(log.parent().expect("its folder"))), (0o600, 0o700));
}

#[test]
fn without_a_place_for_it_the_program_goes_on() {
    let place = TempDir::new().expect("a folder");
    fs::write(place.path().join("state"), "a file where a folder should be").expect("a file");
    let set_up = knotbook(
        place.path(),
        &["setup", "--name", "Hollis Street", "--therapist", "Dana Reyes", "--hours", "Mon-Fri 9-18", "--zone", "Berlin"],
    );
    assert_eq!((set_up.status.code(), String::from_utf8_lossy(&set_up.stderr).into_owned()), (Some(0), String::new()));
}

#[test]
fn config_says_where_it_is_and_what_is_wrong_with_it() {
    let place = TempDir::new().expect("a folder");
    let folder = place.path();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let none = knotbook(folder, &["config"]);
    assert_eq!((none.status.code(), text(&none.stderr)), (Some(0), String::new()));
    assert!(text(&none.stdout).contains("config/knotbook/config.toml\nIt is not there"), "{}", text(&none.stdout));
    let file = folder.join("config/knotbook/config.toml");
    fs::create_dir_all(file.parent().expect("its folder")).expect("a folder");
    fs::write(&file, knotbook(folder, &["config", "--example"]).stdout).expect("the example");
    let fine = knotbook(folder, &["config"]);
    assert_eq!((fine.status.code(), text(&fine.stderr)), (Some(0), String::new()));
    fs::write(&file, "[keys.day]\nmove = \"F6\"\nconfrim = \"c\"\n").expect("a fault");
    let fault = knotbook(folder, &["config"]);
    assert_eq!(fault.status.code(), Some(1));
    assert_eq!(text(&fault.stderr), "config.toml, line 3: “confrim” is no command of “Day”; did you mean “confirm”?\n");
    assert!(text(&knotbook(folder, &["keys"]).stdout).contains("F6                lift the appointment"));
    fs::write(&file, [0xff, 0xfe]).expect("no text");
    assert!(text(&knotbook(folder, &["config"]).stderr).starts_with("config.toml: it could not be read (it is not written in UTF-8)."));
}
