//! Any text as a line of a note: it reads or is refused, whole and in part, and never panics; what reads prints as what reads the same.
//!
//!     cargo install cargo-fuzz
//!     cargo +nightly fuzz run --fuzz-dir tests/fuzz line
#![no_main]

use knotbook::domain::care::shorthand::{print, read, read_partly, say};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = read_partly(text);
    match read(text) {
        Ok(line) => {
            let _ = say(&line);
            let printed = print(&line);
            assert_eq!(read(&printed).as_ref(), Ok(&line), "{text:?} prints as {printed:?}");
        }
        Err(unclear) => {
            assert!(text.get(unclear.at.clone()).is_some(), "{text:?}: the refused word lies at {:?}", unclear.at);
            // Each candidate in the place of the word gives a line that is read or refused, too.
            for candidate in &unclear.candidates {
                let _ = read(&format!("{}{candidate}{}", &text[..unclear.at.start], &text[unclear.at.end..]));
            }
        }
    }
});
