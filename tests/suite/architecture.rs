//! The house as it was drawn: who may know whom, how long a file may be, and what no file holds.
use std::fs;
use std::path::{Path, PathBuf};

/// Every Rust file under `folder`, by its path from the top of the repository, with its text.
fn files(folder: &str) -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![top.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            // What the fuzzer built lies beside its targets.
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let name = path.strip_prefix(top).expect("a path in the repository").to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

fn is_any(name: &str, of: &[&str]) -> bool {
    of.iter().any(|one| name == *one || one.ends_with('/') && name.starts_with(one))
}

/// Fails with all the places where `word` stands though it may only stand in `homes`.
fn only_in(word: &str, homes: &[&str], why: &str) {
    let homeless: Vec<String> = files("src")
        .into_iter()
        .filter(|(name, _)| !is_any(name, homes))
        .flat_map(|(name, text)| {
            let lines = text.lines().enumerate().filter(|(_, line)| {
                let code = line.trim_start();
                !code.starts_with("//") && code.contains(word)
            });
            lines.map(|(row, _)| format!("{name}:{}", row + 1)).collect::<Vec<_>>()
        })
        .collect();
    assert!(homeless.is_empty(), "{why}: `{word}` stands in {}", homeless.join(", "));
}

/// Fails with all files of `folder` in which one of `words` stands.
fn never_in(folder: &str, except: &[&str], words: &[&str], why: &str) {
    let mut found = Vec::new();
    for (name, text) in files(folder).into_iter().filter(|(name, _)| !is_any(name, except)) {
        for (row, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            found.extend(words.iter().filter(|word| line.contains(**word)).map(|word| format!("{name}:{} ({word})", row + 1)));
        }
    }
    assert!(found.is_empty(), "{why}: {}", found.join(", "));
}

#[test]
fn the_floors_stand_on_one_another() {
    let above =
        ["crate::store", "crate::tui", "crate::exchange", "crate::cli", "crate::demo", "rusqlite", "std::fs", "std::env", "std::io"];
    never_in("src/domain", &[], &above, "The domain is the practice itself; it knows no file, no screen and no SQL");
    let sideways = ["crate::store", "crate::tui", "crate::cli", "rusqlite", "std::fs"];
    never_in("src/exchange", &[], &sideways, "What reads other programs' files turns bytes into values and knows no book");
    never_in("src/store", &[], &["crate::tui", "crate::cli", "ratatui", "crossterm"], "The file knows nobody who looks at it");
    never_in(
        "src/demo",
        &[],
        &["crate::tui", "crate::cli", "rusqlite"],
        "The made-up practice is written through the same door as a real one",
    );
    never_in("src/cli", &[], &["rusqlite", "ratatui", "crossterm"], "Commands print; they neither draw nor speak SQL");
    never_in("src/tui", &[], &["crate::cli"], "The screens know no command line");
}

#[test]
fn sql_is_spoken_in_the_store_and_nowhere_else() {
    only_in("rusqlite", &["src/store/"], "SQL is in store/ and nowhere else");
    for word in ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM"] {
        only_in(&format!("\"{word}"), &["src/store/"], "SQL is in store/ and nowhere else");
    }
}

#[test]
fn only_views_draw_and_only_the_edge_knows_the_terminal() {
    let views: Vec<String> = files("src/tui").into_iter().map(|(name, _)| name).filter(|name| name.ends_with("/view.rs")).collect();
    let mut draw: Vec<&str> = views.iter().map(String::as_str).collect();
    let others = [
        "form.rs",
        "form/area.rs",
        "theme.rs",
        "look.rs",
        "dialog_view.rs",
        "mod.rs",
        "terminal.rs",
        "screens/day/columns.rs",
        "screens/day/entry.rs",
        "screens/day/heading.rs",
        "screens/day/pane.rs",
        "screens/week/grid.rs",
        "screens/week/heading.rs",
        "screens/week/strip.rs",
    ];
    let others: Vec<String> = others.iter().map(|name| format!("src/tui/{name}")).collect();
    draw.extend(others.iter().map(String::as_str));
    only_in("ratatui", &draw, "A view borrows and draws; nothing else draws");
    only_in("ratatui_textarea", &["src/tui/form/area.rs"], "Long text is edited in one place");
    let edge = ["src/tui/key.rs", "src/tui/keys.rs", "src/tui/form.rs", "src/tui/terminal.rs"];
    only_in("crossterm", &edge, "Keys come in and the terminal is taken over in these files alone");
}

#[test]
fn update_asks_nobody_and_reads_no_clock() {
    let edge = ["src/tui/mod.rs", "src/tui/worker/", "src/tui/daily.rs", "src/tui/terminal.rs"];
    let outside = ["crate::store", "std::fs", "std::env", "iana_time_zone", "Utc::now", "Local::now", "Instant::now", "SystemTime"];
    never_in("src/tui", &edge, &outside, "Same state, same message, same result: only the loop and the worker know the world");
    let clocks = ["src/tui/mod.rs", "src/tui/worker/", "src/cli/", "src/main.rs"];
    for word in ["Utc::now", "Local::now"] {
        only_in(word, &clocks, "The clock is read at the edge and handed in");
    }
}

#[test]
fn a_file_has_one_subject() {
    let long: Vec<String> = files("src")
        .into_iter()
        .chain(files("tests"))
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(name, lines)| format!("{name} ({lines} lines)"))
        .collect();
    assert!(long.is_empty(), "A file of more than 400 lines has a second subject: {}", long.join(", "));
}

#[test]
fn nothing_is_switched_off_and_nothing_is_left_for_later() {
    let words = [concat!("#[", "allow"), concat!("TO", "DO"), concat!("FIX", "ME"), concat!("todo", "!("), concat!("dbg", "!(")];
    let mut found = Vec::new();
    for (name, text) in files("src").into_iter().chain(files("tests")) {
        for (row, line) in text.lines().enumerate() {
            // Calendars call a task so.
            let line = line.replace(concat!("VTO", "DO"), "");
            found.extend(words.iter().filter(|word| line.contains(**word)).map(|word| format!("{name}:{} ({word})", row + 1)));
        }
    }
    assert!(found.is_empty(), "An exemption is an `expect` with its reason, and what is not done is not promised: {}", found.join(", "));
}
