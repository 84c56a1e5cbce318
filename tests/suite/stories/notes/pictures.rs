//! How a session note looks.
use super::Session;
use crate::person::Person;
use crate::practice::DANA;
use crate::screens::{fits, sizes, snapshot};

const LINES: &str = "L <space> utrap <space> 7>3 <space> @temple <space> ic60 <enter> R <space> lev <space> 6>4 <space> @* <space> ic90 \
                     <space> pir <space> =part <enter> nrs <space> 6>3 <enter> next <space> recheck <space> infra <enter>";

/// What leads to each picture, in the note of today's session.
fn pictures() -> Vec<(&'static str, String)> {
    vec![
        ("note_empty", String::new()),
        ("note", format!("{LINES} L <space> infra <space> 8>5 <space> @")),
        ("note_carried", "<c-r> 5>2 <enter>".to_owned()),
        ("note_refused", format!("{LINES} L <space> glut <space> 5>3")),
        ("note_text", format!("{LINES} <tab> woke <space> at <space> four <space> again, <space> better <space> since <space> Sunday")),
        ("note_map", format!("{LINES} L <space> infra <space> 8>5 <c-g>")),
        ("note_look", format!("{LINES} alert <space> bruises <space> easily <enter> plan <space> 1/w <space> x6 <f9>")),
        ("note_signed", format!("{LINES} <f9> <f9> w")),
        ("note_strike", format!("{LINES} <f9> <f9> w x")),
        ("note_phrase", format!("{LINES} <up> <c-o>")),
    ]
}

#[test]
fn session_notes_at_80_by_24_and_larger() {
    for (name, keys) in pictures() {
        for (width, height) in [(80, 24), (120, 36), (200, 60)] {
            let session = Session::second();
            let mut dana = session.open(DANA);
            dana.size(width, height).keys(&keys);
            let size = if width == 80 { String::new() } else { format!("_{width}x{height}") };
            snapshot(&format!("{name}{size}"), &dana);
        }
    }
}

#[test]
fn session_notes_at_every_size() {
    for (name, keys) in pictures() {
        let session = Session::second();
        let mut dana = session.open(DANA);
        dana.keys(&keys);
        for size in sizes() {
            dana.size(size.0, size.1);
            fits(&dana, name, size);
        }
    }
}

#[test]
fn words_stand_level_with_their_lines_and_lines_out_of_sight_are_counted() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    let muscles = [
        ("utrap", "Left upper trapezius"),
        ("scm", "Left sternocleidomastoid"),
        ("infra", "Left infraspinatus"),
        ("lev", "Left levator"),
        ("gmed", "Left gluteus medius"),
        ("piri", "Left piriformis"),
        ("supra", "Left supraspinatus"),
        ("pmaj", "Left pectoralis major"),
        ("rhom", "Left rhomboid"),
        ("ql", "Left quadratus"),
        ("subscap", "Left subscapularis"),
        ("glut", "not understood"),
    ];
    dana.size(80, 24);
    for (key, _) in muscles {
        dana.types(&format!("L {key} 7>3 @* ic60")).keys("<enter>");
    }
    let level = |dana: &Person| {
        let screen = dana.screen();
        let shown = screen.lines().filter(|row| row.contains(" 7>3 @*"));
        let pairs: Vec<_> =
            shown.map(|row| muscles.iter().find(|(key, _)| row.contains(&format!("L {key} "))).map(|(_, words)| (*words, row))).collect();
        assert!(pairs.len() >= 3, "{screen}");
        for (words, row) in pairs.into_iter().flatten() {
            assert!(row.contains(words), "{words} does not stand beside its line:\n{screen}");
        }
    };
    level(&dana);
    dana.shows("lines above");
    for _ in 0..muscles.len() {
        dana.keys("<up>");
        level(&dana);
    }
    dana.shows("lines below").shows_not("above").keys("<enter> <up>").types("R inf");
    level(&dana);
    dana.keys("<tab>");
    level(&dana);
}

#[test]
fn in_the_smallest_window_the_line_that_is_typed_is_in_sight() {
    let session = Session::second();
    let mut dana = session.open(DANA);
    dana.size(40, 12).types("L utrap 7>3").shows("L utrap 7>3").keys("<enter>").types("R lev 6").shows("R lev 6");
    dana.keys("<tab>").types("woke at four").shows("woke at four");
}
