use super::super::*;

/// What was typed, the word that is refused, the beginning of what is said of it, what can stand there, and where nothing can, why.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str], &'static str);

/// What was said twice.
const ONE_OF_TWO: &str = "one of the two goes, and which is not ours to say";

const TABLE: [Row; 82] = [
    (
        "L glut 5>3",
        "glut",
        "could be gluteus maximus (gmax), gluteus medius (gmed) or gluteus minimus (gmin)",
        &["gmax", "gmed", "gmin"],
        "",
    ),
    ("L utrap 12>3", "12", "is beyond 0–10", &["10"], ""),
    ("L utrap 7-3", "7-3", "is unclear; before and after are written 7>3", &["7>3"], ""),
    ("L utrap 7→3", "7→3", "is unclear; before and after are written 7>3", &["7>3"], ""),
    ("L utrap 7/8/3", "7/8/3", "is unclear; before and after are written 7>8>3", &["7>8>3"], ""),
    ("utrap 7>3", "utrap", "has no side: say L, R or B", &["L utrap", "R utrap", "B utrap"], ""),
    ("L utap 7>3", "utap", "is no muscle of the catalogue; near it: upper trapezius (utrap)", &["utrap", "mtrap", "ltrap"], ""),
    ("L utap/x 7>3", "utap", "is no muscle of the catalogue; near it: upper trapezius (utrap)", &["utrap", "mtrap", "ltrap"], ""),
    ("L utrap 7>3 @fore", "fore", "could be forehead (fh), palm side of the forearm (faf)", &["fh", "faf", "far", "fau", "fab"], ""),
    ("L utrap @eye,fore 7>3", "fore", "could be forehead (fh), palm side of the forearm (faf)", &["fh", "faf", "far", "fau", "fab"], ""),
    ("L utrap @tmple", "tmple", "is no region of the catalogue; near it: temple", &["temple"], ""),
    (
        "L sub 3",
        "sub",
        "could be suboccipital group (subocc), subscapularis (subscap) or subclavius (subcl)",
        &["subocc", "subscap", "subcl"],
        "",
    ),
    ("Lutrap 7>3", "Lutrap", "is a side and a muscle; a blank parts them: L utrap", &["L utrap"], ""),
    ("L", "L", "is a side; a muscle stands after it", &["L utrap", "L lev", "L infra", "L subocc", "L scm", "L gmin", "L ql"], ""),
    (
        "L /clav 3",
        "/clav",
        "has no muscle before its stroke",
        &["utrap/clav", "lev/clav", "infra/clav", "subocc/clav", "scm/clav", "gmin/clav", "ql/clav"],
        "",
    ),
    ("L scm/ 3", "scm/", "names no part after its stroke", &["scm"], ""),
    (
        "L 7>3",
        "7>3",
        "is no muscle of the catalogue and stands after one",
        &["utrap 7>3", "lev 7>3", "infra 7>3", "subocc 7>3", "scm 7>3", "gmin 7>3", "ql 7>3"],
        "",
    ),
    (
        "L @temple 7>3",
        "@temple",
        "is no muscle of the catalogue and stands after one",
        &["utrap @temple", "semicap @temple", "tempo @temple"],
        "",
    ),
    // Said twice.
    ("L utrap 7>3 5>2", "5>2", "is a second pain; “7>3” says it already", &[], ONE_OF_TWO),
    ("L utrap na 5>2", "5>2", "is a second pain; “na” says it already", &[], ONE_OF_TWO),
    ("L utrap p3 p4", "p4", "is a second pressure; “p3” says it already", &[], ONE_OF_TWO),
    ("L utrap t1 t2", "t2", "is a second tenderness", &[], ONE_OF_TWO),
    ("L utrap +a +k", "+k", "is a second class; “+a” says it already", &[], ONE_OF_TWO),
    ("L utrap =rel =nc", "=nc", "is a second response", &[], ONE_OF_TWO),
    ("L utrap @* @eye", "@eye", "is a second word for where the pain is felt", &[], ONE_OF_TWO),
    ("L utrap ! !", "!", "is a second mark of recognition", &[], ONE_OF_TWO),
    ("L utrap :ache :dull", ":dull", "is a second word for the quality", &[], ONE_OF_TWO),
    ("L utrap :ache,ache", ":ache,ache", "says ache twice; once is enough: :ache", &[":ache"], ""),
    ("L utrap @eye,orb,ear", "@eye,orb,ear", "names orb twice; once is enough: @eye,ear", &["@eye,ear"], ""),
    ("L utrap tb TB", "TB", "is said twice", &[], ONE_OF_TWO),
    // What contradicts itself.
    ("L utrap ! +l", "+l", "contradicts “!”", &["+a"], ""),
    ("L utrap @*,eye", "@*,eye", "mixes regions with @* or @-", &["@*", "@-"], ""),
    ("nrs now 4 worst 3 best 5", "now 4 worst 3 best 5", "has “worst” below “best”", &["now 4 worst 5 best 3"], ""),
    ("plan 1/w x6 re@8", "re@8", "comes after the last of 6 visits", &["re@6"], ""),
    ("rom jaw open 38mm>42%", "38mm>42%", "has two units", &["38mm>42mm", "38%>42%"], ""),
    ("rom cx rot R 550>70", "550>70", "is beyond 0–360", &["360>70"], ""),
    // Beyond what there is.
    ("L utrap t7", "t7", "is beyond t0–t4", &["t4", "t3", "t2", "t1", "t0"], ""),
    ("L utrap p9", "p9", "is beyond p1–p5", &["p5", "p4", "p3", "p2", "p1"], ""),
    ("L utrap p0", "p0", "is beyond p1–p5", &["p1", "p2", "p3", "p4", "p5"], ""),
    ("L utrap 60", "60", "is beyond 0–10; seconds stand right after a technique", &["ic60"], ""),
    ("L utrap ic0", "ic0", "lasts from 1 second to 2 hours", &["ic60", "ic30"], ""),
    ("L utrap ic60x100", "ic60x100", "is done 1 to 99 times", &["ic60x99"], ""),
    ("L utrap ic99999999999999999999", "ic99999999999999999999", "lasts from 1 second to 2 hours", &["ic120m"], ""),
    ("nrs 11", "11", "is beyond 0–10", &["10"], ""),
    ("grc +9", "+9", "is no change from −7 to +7", &["+7"], ""),
    ("ndi 60", "60", "is beyond 0–50", &["50"], ""),
    ("ndi 24/100", "100", "is not what the index is counted of: 50", &["50"], ""),
    ("ndi 48%", "48%", "is a percentage", &["24/50"], ""),
    ("odi 101", "101", "is beyond 0–100", &["100"], ""),
    ("odi 18/50", "18/50", "is no percentage; of points of 50 it is twice as many", &["36"], ""),
    ("plan 15/w x6", "15/w", "is beyond 1–14", &["1/w", "2/w", "1/2w", "1/3w", "1/4w", "1/m"], ""),
    // What lacks its mark, or has a wrong one.
    ("L utrap temple", "temple", "is a region; where the pain is felt stands after @: @temple", &["@temple"], ""),
    ("L utrap lev", "lev", "is a second muscle; each muscle has its own line", &[], "it is a line of its own"),
    ("L lev scapulae", "scapulae", "belongs to the muscle's name, of which one word is enough", &[], "it is only left out"),
    ("L utrap =foo", "=foo", "is no response", &["=rel", "=part", "=nc", "=worse"], ""),
    ("L utrap +x", "+x", "is no class", &["+a", "+l", "+s", "+k"], ""),
    ("L utrap ic60 x3", "ic60 x3", "are two words; seconds and repetitions touch their technique: ic60x3", &["ic60x3"], ""),
    ("L utrap ic 60", "ic 60", "are two words; seconds and repetitions touch their technique: ic60", &["ic60"], ""),
    ("L utrap 13", "13", "is beyond 0–10", &["10", "ic13"], ""),
    ("L utrap ic60x0", "ic60x0", "is done 1 to 99 times", &["ic60"], ""),
    ("L utrap dt0mx2", "dt0mx2", "lasts from 1 second to 2 hours", &["dt60x2", "dt30x2"], ""),
    ("L utrap 7>", "7>", "is no pain", &["7"], ""),
    ("L utrap >3", ">3", "is no pain", &["?>3"], ""),
    ("L utrap 7>3 better today", "better", "is no word of a finding; a remark stands at the end", &["; better"], ""),
    ("L infra @zzz", "zzz", "is no region of the catalogue; usual for this muscle", &["shf", "arf", "aro", "far", "thumb", "smb"], ""),
    ("L utrap nmr", "nmr", "is no word of a finding; near it: nmt", &["nmt"], ""),
    (
        "L utrap @temple, eye 7>3",
        "@temple, eye",
        "needs a region on both sides of each comma, without a blank: @temple,eye",
        &["@temple,eye"],
        "",
    ),
    (
        "L infra @shf , thumb",
        "@shf , thumb",
        "needs a region on both sides of each comma, without a blank: @shf,thumb",
        &["@shf,thumb"],
        "",
    ),
    ("L infra @shf,,thumb", "@shf,,thumb", "needs a region on both sides of each comma, without a blank: @shf,thumb", &["@shf,thumb"], ""),
    ("L infra @shf,", "@shf,", "needs a region on both sides of each comma, without a blank: @shf", &["@shf"], ""),
    ("L infra :ache, deep", ":ache, deep", "needs a word on both sides of each comma, without a blank: :ache,deep", &[":ache,deep"], ""),
    ("L utrap @", "@", "needs a region", &["@*", "@-"], ""),
    ("nrs 6>8>3", "6>8>3", "has three numbers; the session has two", &["6>3"], ""),
    ("^ nrs 6", "^ nrs", "begins with ^, which marks a finding that was carried forward", &["nrs"], ""),
    ("rom sh flex 90>120", "sh", "has a left and a right one: say L or R", &["sh L", "sh R"], ""),
    ("rom shoulder flex R 90>120", "shoulder", "is neither a joint nor a motion; near it: sh", &["sh"], ""),
    ("rom cx rot R", "rom", "needs a joint, a motion, and before and after", &[], "numbers are asked, not offered"),
    ("plan weekly x6", "weekly", "is written 1/w", &["1/w"], ""),
    ("plan 1/w 6", "6", "could be x6 (visits), 6m (minutes) or re@6", &["x6", "6m", "re@6"], ""),
    ("ok chest", "chest", "is the place; how did the client agree", &[], "how they agreed is in their words"),
    ("nxt call", "nxt", "begins no line; near it: next", &["next"], ""),
    ("woke at four", "woke", "begins no line; a finding begins with L, R or B", &["s: woke", "o: woke", "a: woke", "p: woke"], ""),
];

#[test]
fn what_is_refused_and_what_can_stand_there() {
    for (text, word, why, candidates, nothing) in TABLE {
        let unclear = read(text).expect_err(text);
        assert_eq!(unclear.word, word, "{text}");
        assert_eq!(&text[unclear.at.clone()], word, "{text}");
        assert!(unclear.to_string().starts_with(&format!("“{word}” {why}")), "{text}: {unclear}");
        assert_eq!(unclear.candidates, candidates, "{text}");
        assert_eq!(candidates.is_empty(), !nothing.is_empty(), "{text}: nothing is offered, and not said why");
    }
}

#[test]
fn a_candidate_in_place_of_the_word_is_understood_or_leads_to_another_word() {
    let mut read_wholly = 0;
    for (text, ..) in TABLE {
        let unclear = read(text).expect_err(text);
        for candidate in &unclear.candidates {
            let mended = format!("{}{candidate}{}", &text[..unclear.at.start], &text[unclear.at.end..]);
            match read(&mended) {
                Ok(_) => read_wholly += 1,
                Err(again) => assert_ne!((again.at.start, &again.word), (unclear.at.start, candidate), "{text} → {mended}: {again}"),
            }
        }
    }
    assert!(read_wholly > 120, "only {read_wholly}");
}

#[test]
fn several_words_that_are_refused_as_one_have_their_place_as_they_were_typed() {
    for text in ["L infra  @shf\t,  thumb 7>3", "L in\u{200b}fra @shf , thumb 7>3", "\u{feff}L infra @sh\u{200b}f , thumb 7>3"] {
        let unclear = read(text).expect_err(text);
        let mended = format!("{}{}{}", &text[..unclear.at.start], unclear.candidates[0], &text[unclear.at.end..]);
        assert_eq!(read(&mended), read("L infra @shf,thumb 7>3"), "{text:?} → {mended:?}");
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
