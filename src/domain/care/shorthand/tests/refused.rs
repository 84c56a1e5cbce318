use super::super::*;

/// What was typed, the word that is refused, the beginning of what is said of it, and what can stand there.
const TABLE: [(&str, &str, &str, &[&str]); 66] = [
    ("L glut 5>3", "glut", "could be gluteus maximus (gmax), gluteus medius (gmed) or gluteus minimus (gmin)", &["gmax", "gmed", "gmin"]),
    ("L utrap 12>3", "12", "is beyond 0–10", &[]),
    ("L utrap 7-3", "7-3", "is unclear; before and after are written 7>3", &["7>3"]),
    ("L utrap 7→3", "7→3", "is unclear; before and after are written 7>3", &["7>3"]),
    ("L utrap 7/8/3", "7/8/3", "is unclear; before and after are written 7>8>3", &["7>8>3"]),
    ("utrap 7>3", "utrap", "has no side: say L, R or B", &["L utrap", "R utrap", "B utrap"]),
    ("L utap 7>3", "utap", "is no muscle of the catalogue; near it: upper trapezius (utrap)", &["utrap", "mtrap", "ltrap"]),
    ("L utap/x 7>3", "utap", "is no muscle of the catalogue; near it: upper trapezius (utrap)", &["utrap", "mtrap", "ltrap"]),
    ("L utrap 7>3 @fore", "fore", "could be forehead (fh), palm side of the forearm (faf)", &["fh", "faf", "far", "fau", "fab"]),
    ("L utrap @eye,fore 7>3", "fore", "could be forehead (fh), palm side of the forearm (faf)", &["fh", "faf", "far", "fau", "fab"]),
    ("L utrap @tmple", "tmple", "is no region of the catalogue; near it: temple", &["temple"]),
    (
        "L sub 3",
        "sub",
        "could be suboccipital group (subocc), subscapularis (subscap) or subclavius (subcl)",
        &["subocc", "subscap", "subcl"],
    ),
    ("Lutrap 7>3", "Lutrap", "is a side and a muscle; a blank parts them: L utrap", &["L utrap"]),
    ("L", "L", "is a side; a muscle stands after it", &[]),
    ("L /clav 3", "/clav", "has no muscle before its stroke", &[]),
    ("L scm/ 3", "scm/", "names no part after its stroke", &[]),
    ("L 7>3", "7>3", "is no muscle of the catalogue", &[]),
    // Said twice.
    ("L utrap 7>3 5>2", "5>2", "is a second pain; “7>3” says it already", &[]),
    ("L utrap na 5>2", "5>2", "is a second pain; “na” says it already", &[]),
    ("L utrap p3 p4", "p4", "is a second pressure; “p3” says it already", &[]),
    ("L utrap t1 t2", "t2", "is a second tenderness", &[]),
    ("L utrap +a +k", "+k", "is a second class; “+a” says it already", &[]),
    ("L utrap =rel =nc", "=nc", "is a second response", &[]),
    ("L utrap @* @eye", "@eye", "is a second word for where the pain is felt", &[]),
    ("L utrap ! !", "!", "is a second mark of recognition", &[]),
    ("L utrap :ache :dull", ":dull", "is a second word for the quality", &[]),
    ("L utrap :ache,ache", "ache", "is said twice", &[]),
    ("L utrap @eye,orb", "orb", "is named twice", &[]),
    ("L utrap tb TB", "TB", "is said twice", &[]),
    // What contradicts itself.
    ("L utrap ! +l", "+l", "contradicts “!”", &["+a"]),
    ("L utrap @*,eye", "@*,eye", "mixes regions with @* or @-", &["@*", "@-"]),
    ("nrs worst 3 best 5", "worst", "is below “best”", &[]),
    ("plan 1/w x6 re@8", "re@8", "comes after the last of 6 visits", &["re@6"]),
    ("rom jaw open 38mm>42%", "38mm>42%", "has two units", &[]),
    // Beyond what there is.
    ("L utrap t7", "t7", "is beyond t0–t4", &["t0", "t1", "t2", "t3", "t4"]),
    ("L utrap p0", "p0", "is beyond p1–p5", &["p1", "p2", "p3", "p4", "p5"]),
    ("L utrap 60", "60", "is beyond 0–10; seconds stand right after a technique", &[]),
    ("L utrap ic0", "ic0", "lasts from 1 second to 2 hours", &[]),
    ("L utrap ic60x100", "ic60x100", "is done 1 to 99 times", &[]),
    ("L utrap ic99999999999999999999", "ic99999999999999999999", "lasts from 1 second to 2 hours", &[]),
    ("nrs 11", "11", "is beyond 0–10", &[]),
    ("grc +9", "+9", "is no change from −7 to +7", &[]),
    ("ndi 60", "60", "is beyond 0–50", &[]),
    ("ndi 24/100", "100", "is not what the index is counted of: 50", &["50"]),
    ("ndi 48%", "48%", "is a percentage", &["24/50"]),
    ("odi 101", "101", "is beyond 0–100", &[]),
    ("odi 18/50", "18/50", "is no percentage; of points of 50 it is twice as many", &["36"]),
    ("plan 9/w x6", "9/w", "is beyond 1–7", &["1/w", "2/w", "1/2w", "1/3w", "1/4w", "1/m"]),
    // What lacks its mark, or has a wrong one.
    ("L utrap temple", "temple", "is a region; where the pain is felt stands after @: @temple", &["@temple"]),
    ("L utrap lev", "lev", "is a second muscle; each muscle has its own line", &[]),
    ("L lev scapulae", "scapulae", "belongs to the muscle's name, of which one word is enough", &[]),
    ("L utrap =foo", "=foo", "is no response", &["=rel", "=part", "=nc", "=worse"]),
    ("L utrap +x", "+x", "is no class", &["+a", "+l", "+s", "+k"]),
    ("L utrap ic60 x3", "x3", "stands alone; repetitions touch their technique", &[]),
    ("L utrap nmr", "nmr", "is no word of a finding; near it: nmt", &["nmt"]),
    ("L utrap @temple, eye", "@temple,", "needs a region on both sides of each comma", &[]),
    ("L utrap @", "@", "needs a region", &["@*", "@-"]),
    ("nrs 6>8>3", "6>8>3", "has three numbers; the session has two", &["6>3"]),
    ("^ nrs 6", "^", "marks a finding that was carried forward", &[]),
    ("rom sh flex 90>120", "sh", "has a left and a right one: say L or R", &["sh L", "sh R"]),
    ("rom shoulder flex R 90>120", "shoulder", "is neither a joint nor a motion; near it: sh", &["sh"]),
    ("rom cx rot R", "rom", "needs a joint, a motion, and before and after", &[]),
    ("plan weekly x6", "weekly", "is written 1/w", &["1/w"]),
    ("plan 1/w 6", "6", "could be x6 (visits), 6m (minutes) or re@6", &["x6", "6m", "re@6"]),
    ("ok chest", "chest", "is the place; how did the client agree", &[]),
    ("nxt call", "nxt", "begins no line; near it: next", &["next"]),
];

#[test]
fn what_is_refused_and_what_can_stand_there() {
    for (text, word, why, candidates) in TABLE {
        let unclear = read(text).expect_err(text);
        assert_eq!(unclear.word, word, "{text}");
        assert_eq!(&text[unclear.at.clone()], word, "{text}");
        assert!(unclear.to_string().starts_with(&format!("“{word}” {why}")), "{text}: {unclear}");
        assert_eq!(unclear.candidates, candidates, "{text}");
    }
}

#[test]
fn a_candidate_in_place_of_the_word_is_understood() {
    for (text, ..) in TABLE {
        let unclear = read(text).expect_err(text);
        let mend = |candidate: &String| format!("{}{candidate}{}", &text[..unclear.at.start], &text[unclear.at.end..]);
        for mended in unclear.candidates.iter().map(mend) {
            let again = read(&mended).err().filter(|again| again.sentence == unclear.sentence);
            assert_eq!(again, None, "{text} → {mended}");
        }
    }
}

#[test]
fn the_place_is_that_of_the_text_as_it_was_typed() {
    let table = [
        ("  L   utrap\t 7-3", "7-3"),
        ("L ut\u{200b}rap 7-3", "7-3"),
        ("L \u{200b} utrap 12>3", "12"),
        ("^ L\u{a0}gl\u{200b}ut 3", "gl\u{200b}ut"),
        ("\u{feff}L glut", "glut"),
        (" nrs  \u{200b}\u{301} next", "\u{200b}\u{301}"),
        ("L utrap \u{200b}\u{301} tt", "\u{200b}\u{301}"),
    ];
    for (text, there) in table {
        let unclear = read(text).expect_err(text);
        assert_eq!(&text[unclear.at], there, "{text:?}");
    }
    assert_eq!(read(" \t").expect_err("nothing").at, 0..0);
}
