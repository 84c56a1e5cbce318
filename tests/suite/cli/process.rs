//! The real program: its streams, its exit codes, and a reader who goes away.
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn knotbook(folder: &TempDir, words: &[&str]) -> Output {
    command(folder).args(words).stdin(Stdio::null()).output().expect("the program")
}

fn command(folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_knotbook"));
    command.env("KNOTBOOK_FILE", folder.path().join("practice.knot")).env_remove("KNOTBOOK_AS").env("XDG_DATA_HOME", folder.path());
    command.env("HOME", folder.path()).env("XDG_STATE_HOME", folder.path().join("state")).env("XDG_CONFIG_HOME", folder.path());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn from_nothing_to_the_first_appointment() {
    let folder = TempDir::new().expect("a folder");
    let missing = knotbook(&folder, &["today"]);
    assert_eq!(missing.status.code(), Some(3));
    assert!(text(&missing.stderr).starts_with("There is no practice at "), "{}", text(&missing.stderr));
    assert!(!folder.path().join("practice.knot").exists(), "a question must not make a file");

    let set_up = knotbook(
        &folder,
        &["setup", "--name", "Hollis Street", "--therapist", "Dana Reyes", "--hours", "Mon-Fri 9-13 14-18", "--zone", "Berlin"],
    );
    assert_eq!((set_up.status.code(), text(&set_up.stderr)), (Some(0), String::new()));
    assert_eq!(knotbook(&folder, &["clients", "add", "Maria Smith", "--phone", "555-0134"]).status.code(), Some(0));
    let booked = knotbook(&folder, &["book", "smith", "next", "tue", "10:00"]);
    assert!(text(&booked.stdout).starts_with("Booked Maria Smith, Tue "), "{}", text(&booked.stderr));
    assert_eq!(knotbook(&folder, &["check"]).status.code(), Some(0));
}

#[test]
fn exit_codes_say_what_kind_of_no_it_is() {
    let folder = TempDir::new().expect("a folder");
    for (words, code) in [
        (&["--help"][..], 0),
        (&["book", "--help"], 0),
        (&["--version"], 0),
        (&["completions", "bash"], 0),
        (&["man"], 0),
        (&["keys"], 0),
        (&["dance"], 2),
        (&["cancel", "smith"], 2),
        (&["status", "smith", "fly"], 2),
        (&["import", "csv", "x.csv", "--skip-bad"], 2),
        (&["muscles", "temple"], 0),
        (&["muscles", "--json"], 0),
        (&["regions"], 0),
        (&["regions", "zzz"], 1),
        (&["note", "--help"], 0),
        (&["note", "show", "smith"], 3),
        (&["today"], 3),
        (&["restore", "/nowhere/copy.knot", "--yes"], 3),
    ] {
        let said = knotbook(&folder, words);
        assert_eq!(said.status.code(), Some(code), "{words:?}: {}", text(&said.stderr));
        assert_eq!(said.stderr.is_empty(), code == 0, "{words:?}: {}", text(&said.stderr));
    }
    std::fs::write(folder.path().join("practice.knot"), "not a book at all, only words").expect("a file");
    let foreign = knotbook(&folder, &["today"]);
    assert_eq!(foreign.status.code(), Some(3));
    assert!(text(&foreign.stderr).contains("is not a knotbook file"), "{}", text(&foreign.stderr));
}

#[test]
fn a_reader_who_goes_away_is_no_fault() {
    let folder = TempDir::new().expect("a folder");
    let mut child = command(&folder).args(["man"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
    drop(child.stdout.take());
    let said = child.wait_with_output().expect("an end");
    assert_eq!((said.status.code(), text(&said.stderr)), (Some(0), String::new()));
}

#[test]
fn the_made_up_practice_is_a_file_of_its_own() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("try.knot");
    let file = file.to_string_lossy();
    let made = knotbook(&folder, &["demo", "--fill-only", "--file", &file]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    assert!(text(&made.stdout).starts_with("Made ") && !folder.path().join("practice.knot").exists());
    assert!(text(&knotbook(&folder, &["demo", "--fill-only", "--file", &file]).stdout).starts_with("Found "));
    assert_eq!(knotbook(&folder, &["today", "--file", &file]).status.code(), Some(0));
    assert_eq!(knotbook(&folder, &["check", "--file", &file]).status.code(), Some(0));
}
