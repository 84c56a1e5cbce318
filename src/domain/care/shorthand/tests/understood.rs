use super::super::*;
use crate::domain::care::finding::{Nrs, Pain, Refers};
use crate::domain::care::line::{Line, Measure};

/// What was typed, how it is written, and how it is said.
const TABLE: [(&str, &str, &str); 48] = [
    (
        "L utrap 7>3 @temple ic60",
        "L utrap 7>3 @temple ic60",
        "left upper trapezius, 7 before, 3 after, refers to the temple, compression 60 s",
    ),
    (
        "L utrap 7>8>3 ! @temple,eye tb t3 ic60x3 p4 =rel",
        "L utrap 7>8>3 ! @temple,eye tb t3 ic60x3 p4 =rel",
        "left upper trapezius, 7 before, 8 during, 3 after, recognised, so active, refers to the temple and around or behind the eye, \
         taut band, tenderness grade III, compression 3 × 60 s, pressure 4, released",
    ),
    (
        "R lev 6>4 @* ic90 pir =part",
        "R lev 6>4 @* ic90 pir =part",
        "right levator scapulae, 6 before, 4 after, usual levator pattern, compression 90 s then PIR, partial",
    ),
    (
        "B subocc 5>2 @occ,eye ic30x3 :ache p2",
        "B subocc 5>2 @occ,eye ic30x3 :ache p2",
        "suboccipital group, both sides, 5 before, 2 after, refers to the back of the head and around or behind the eye, \
         compression 3 × 30 s, “ache”, pressure 2",
    ),
    (
        "R scm/clav 4>1 @fh,ear +s ic20x2 p2 ; stopped once, dizzy 5 s",
        "R scm/clav 4>1 @fh,ear +s ic20x2 p2 ; stopped once, dizzy 5 s",
        "right sternocleidomastoid (clav), 4 before, 1 after, satellite, refers to the forehead and the ear, compression 2 × 20 s, \
         pressure 2, stopped once, dizzy 5 s",
    ),
    (
        "L infra 8>5 ! @shf,thumb +k t4 ltr ic60x3 str30 =part",
        "L infra 8>5 ! @shf,thumb +k ltr t4 ic60x3 str30 =part",
        "left infraspinatus, 8 before, 5 after, recognised, key point, refers to the front of the shoulder and the thumb and its base, \
         twitch, tenderness grade IV, compression 3 × 60 s then stretch 30 s, partial",
    ),
    (
        "L gmin/ant 6>6 @lgo,ano +a ic60x2 =nc ; consider deep tissue next time",
        "L gmin/ant 6>6 @lgo,ano +a ic60x2 =nc ; consider deep tissue next time",
        "left gluteus minimus (ant), 6 before, 6 after, active, refers to the outer lower leg and the outer ankle, \
         compression 2 × 60 s, no change, consider deep tissue next time",
    ),
    (
        "R ql ?>3 @si,gt pir dt5m p4",
        "R ql ?>3 @si,gt pir dt5m p4",
        "right quadratus lumborum, before not asked, 3 after, refers to the sacroiliac area and the outer hip, \
         PIR then deep tissue 5 min, pressure 4",
    ),
    ("nrs 6>3", "nrs 6>3", "pain of the session, 6 before, 3 after"),
    ("rom cx rot R 55>70", "rom cx rot R 55>70", "neck rotation to the right, 55° before, 70° after"),
    ("plan 1/w x6 60m re@4", "plan 1/w x6 60m re@4", "once a week, 6 visits of 60 min, looked at again after 4"),
    ("next 7d recheck L infra before R lev", "next 7d recheck L infra before R lev", "next time: 7d recheck L infra before R lev"),
    // Case, order, blanks and longer names do not matter.
    (
        "l UTRAP IC60 @Temple 7>3",
        "L utrap 7>3 @temple ic60",
        "left upper trapezius, 7 before, 3 after, refers to the temple, compression 60 s",
    ),
    ("  left \t upper_trap   7>3;  so  ", "L utrap 7>3 ; so", "left upper trapezius, 7 before, 3 after, so"),
    ("L ut\u{200b}rap 7>3", "L utrap 7>3", "left upper trapezius, 7 before, 3 after"),
    ("R rhom 3", "R rhom 3", "right rhomboid major and minor, 3 before"),
    ("L infras 3", "L infra 3", "left infraspinatus, 3 before"),
    ("L sternoc 3", "L scm 3", "left sternocleidomastoid, 3 before"),
    ("L utrap @tailb,breastb", "L utrap @coccyx,sternum", "left upper trapezius, refers to the tailbone and the breastbone"),
    // Pain, as far as it was asked.
    ("L utrap", "L utrap", "left upper trapezius"),
    ("L utrap ?>?", "L utrap", "left upper trapezius"),
    ("L utrap 7>?", "L utrap 7", "left upper trapezius, 7 before"),
    ("L utrap 7>?>3", "L utrap 7>3", "left upper trapezius, 7 before, 3 after"),
    ("L utrap ?>8>?", "L utrap ?>8>?", "left upper trapezius, before not asked, 8 during, after not asked"),
    ("L utrap NA", "L utrap na", "left upper trapezius, pain not assessed"),
    ("L utrap 03>10", "L utrap 3>10", "left upper trapezius, 3 before, 10 after"),
    // Carried forward.
    (
        "^L utrap ?>? @temple ic",
        "^ L utrap ?>? @temple ic",
        "left upper trapezius, carried forward, not answered yet, refers to the temple, compression",
    ),
    ("^ L utrap 4>2 ic", "^ L utrap 4>2 ic", "left upper trapezius, 4 before, 2 after, compression"),
    ("^ L utrap na", "^ L utrap na", "left upper trapezius, pain not assessed"),
    // What is done, in its order.
    (
        "L utrap ic60s pir ic2m ic×3",
        "L utrap ic60 pir ic2m icx3",
        "left upper trapezius, compression 60 s then PIR then compression 2 min then compression 3 times",
    ),
    ("L utrap @- heat5m ice1x1", "L utrap @- heat5m ice1x1", "left upper trapezius, refers nowhere, heat 5 min then ice 1 × 1 s"),
    ("L utrap sp tb spr str", "L utrap tb sp spr str", "left upper trapezius, taut band, spasm, spray and stretch then stretch"),
    // Numbers of the session.
    ("NRS6", "nrs 6", "pain of the session, 6 before"),
    ("nrs worst8 now 4", "nrs now 4 worst 8", "pain now 4, worst 8"),
    ("psfs 1 4", "psfs1 4", "activity 1 goes 4 of 10"),
    ("grc 3", "grc +3", "better by 3 of 7, as the client rates it"),
    ("grc −2", "grc -2", "worse by 2 of 7, as the client rates it"),
    ("ndi 24", "ndi 24/50", "neck disability 24 of 50"),
    ("odi 40", "odi 40", "low back disability 40 %"),
    ("odi 100%", "odi 100", "low back disability 100 %"),
    ("odi 36/100", "odi 36", "low back disability 36 %"),
    ("rom 38mm>42 jaw open", "rom jaw open 38mm>42mm", "jaw opening, 38 mm before, 42 mm after"),
    ("rom kn flex l 90%>100%", "rom kn flex L 90%>100%", "left knee flexion, 90 % before, 100 % after"),
    ("plan x8 1/2w", "plan 1/2w x8", "once every 2 weeks, 8 visits"),
    // Words.
    ("alert apixaban", "alert care apixaban", "alert, care: apixaban"),
    ("Alert STOP fever since Sunday", "alert stop fever since Sunday", "alert, stop: fever since Sunday"),
    ("ok chest in words", "ok chest in words", "consent, chest: in words"),
    ("s:woke at four; better", "s: woke at four; better", "in the client's words: woke at four; better"),
];

#[test]
fn what_is_understood() {
    for (text, written, said) in TABLE {
        let line = read(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        assert_eq!(print(&line), written, "{text}");
        assert_eq!(say(&line), said, "{text}");
        assert_eq!(read(written).as_ref(), Ok(&line), "{text}");
    }
}

#[test]
fn what_was_not_asked_is_empty_and_never_zero() {
    let Ok(Line::Finding(finding)) = read("R ql ?>3 @*") else { panic!("a finding") };
    assert_eq!(finding.pain, Pain::Told { before: None, during: None, after: Nrs::new(3) });
    assert_eq!(finding.refers, Refers::Usual);
    assert!(finding.tenderness.is_none() && finding.pressure.is_none() && finding.class.is_none());
    let Ok(Line::Measure(Measure::Pain { before, after })) = read("nrs 6>?") else { panic!("a measure") };
    assert_eq!((before.get(), after), (6, None));
    let Ok(Line::Finding(carried)) = read("^ L utrap ?>?") else { panic!("a finding") };
    assert!(carried.is_untouched());
}

#[test]
fn every_line_of_a_note_has_its_row() {
    let all = read_all("L utrap 7>3\r\n\n  \t\nnrs 6>3\nfoo\n");
    let rows: Vec<(usize, bool)> = all.iter().map(|(row, line)| (*row, line.is_ok())).collect();
    assert_eq!(rows, [(0, true), (3, true), (4, false)]);
}
