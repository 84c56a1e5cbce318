//! Lines of a session note: whatever is written reads as what was said, and no text is too strange to be read.
mod lines;

use std::time::{Duration, Instant};

use fastrand::Rng;
use knotbook::domain::care::line::Line;
use knotbook::domain::care::shorthand::{complete, print, read, read_all, read_partly, say};
use knotbook::domain::text::Clean;
use proptest::prelude::*;

use lines::{finding, other};

fn comes_back(line: &Line) -> Result<(), TestCaseError> {
    let written = print(line);
    match read(&written) {
        Ok(read) => prop_assert_eq!(&read, line, "{}", written),
        Err(why) => prop_assert!(false, "{:?} is refused: {}", written, why),
    }
    prop_assert!(!say(line).is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_finding_that_is_written_reads_as_the_same_finding(line in finding()) {
        comes_back(&line)?;
    }

    #[test]
    fn every_other_line_that_is_written_reads_as_the_same_line(line in other()) {
        comes_back(&line)?;
    }
}

/// Pieces of which lines are made, and pieces that belong to none.
const PIECES: [&str; 62] = [
    "L",
    "r",
    "B",
    "^",
    " ",
    " ",
    " ",
    "utrap",
    "lev",
    "glut",
    "Scm/clav",
    "/",
    "7>3",
    "7>8>3",
    "?>3",
    "?",
    ">",
    "12",
    "7-3",
    "na",
    "@",
    "@*",
    "@-",
    "temple",
    "eye",
    ",",
    "fore",
    "!",
    "+a",
    "+",
    "tb",
    "t3",
    "t9",
    "ic60",
    "ic",
    "x3",
    "5m",
    "60s",
    "p4",
    ":",
    "ache",
    "=rel",
    "=",
    ";",
    "nrs ",
    "now 4",
    "psfs1 4",
    "grc -2",
    "ndi 24/50",
    "odi",
    "rom cx rot R ",
    "55>70",
    "plan ",
    "1/2w ",
    "x6",
    "re@4",
    "next",
    "alert ",
    "ok chest ",
    "s:",
    "\u{37e}",
    "\u{200b}\u{301}",
];

/// A line of pieces, with some stray letters among them.
fn soup(rng: &mut Rng) -> String {
    let mut text = String::new();
    for _ in 0..rng.usize(1..14) {
        match rng.u8(0..12) {
            0 => text.push(rng.char(..)),
            1 => text.push(rng.char('\u{0}'..='\u{ff}')),
            2..=6 => {
                text.push(' ');
                text.push_str(PIECES[rng.usize(..PIECES.len())]);
            }
            _ => text.push_str(PIECES[rng.usize(..PIECES.len())]),
        }
    }
    text
}

/// What must hold of any text: it is read or refused; what is read is written as one line that reads the same; a refusal names a
/// place of the text, and a candidate put there is not refused for the same reason.
fn hold(text: &str) {
    match read(text) {
        Ok(line) => {
            let written = print(&line);
            assert_eq!(read(&written).as_ref(), Ok(&line), "{text:?} is written {written:?}");
            assert_eq!(Clean::line(&written).as_str(), written, "{text:?}");
            assert!(!say(&line).is_empty());
        }
        Err(why) => {
            let named = text.get(why.at.clone()).unwrap_or_else(|| panic!("{text:?}: no place {:?}", why.at));
            assert_eq!(named.is_empty(), why.word.is_empty(), "{text:?}: {why}");
            assert!(why.candidates.len() <= 20 && !why.sentence.is_empty(), "{text:?}: {why}");
            for candidate in &why.candidates {
                let mended = format!("{}{candidate}{}", &text[..why.at.start], &text[why.at.end..]);
                assert!(read(&mended) != Err(why.clone()), "{text:?}: {candidate} helps nothing");
            }
        }
    }
    let ends: Vec<usize> = text.char_indices().map(|(end, _)| end).chain([text.len()]).collect();
    for end in ends.iter().copied().step_by(ends.len() / 5 + 1).chain([text.len()]) {
        let begun = &text[..end];
        match (read(begun), read_partly(begun)) {
            (Ok(line), partly) => assert_eq!(partly.map(|partly| (partly.line, partly.whole)), Some((line, true)), "{begun:?}"),
            (Err(_), Some(partly)) => {
                assert!(!partly.whole, "{begun:?}");
                assert_eq!(read(&print(&partly.line)).as_ref(), Ok(&partly.line), "{begun:?}");
            }
            (Err(_), None) => {}
        }
    }
    for cursor in [0, text.len() / 2, text.len(), text.len() + 1] {
        let offered = complete(text, cursor);
        assert!(text.get(offered.at.clone()).is_some() && offered.offers.len() <= 9, "{text:?} at {cursor}: {offered:?}");
    }
    assert!(read_all(text).len() <= text.split('\n').count());
}

#[test]
fn no_text_is_too_strange_to_be_read() {
    let mut rng = Rng::with_seed(20_261_123);
    for _ in 0..5_000 {
        hold(&soup(&mut rng));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_at_all_is_read_or_refused(text in any::<String>(), after in "(L|\\^ R|B) (utrap|lev|ql)[ \\PC]{0,20}") {
        hold(&text);
        hold(&after);
    }
}

/// Long-running: strange lines for as many seconds as `KNOTBOOK_FUZZ_SECONDS` says (10 when it says nothing).
#[test]
#[ignore = "runs for as long as it is told to"]
fn fuzz_the_line_reader() {
    let seconds = std::env::var("KNOTBOOK_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(10);
    let seed = fastrand::u64(..);
    let mut rng = Rng::with_seed(seed);
    let until = Instant::now() + Duration::from_secs(seconds);
    let mut lines = 0_u64;
    println!("seed {seed}");
    while Instant::now() < until {
        for _ in 0..1000 {
            hold(&soup(&mut rng));
        }
        lines += 1000;
    }
    println!("{lines} lines in {seconds} s");
}
