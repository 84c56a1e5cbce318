use super::*;

fn said(text: &str) -> String {
    say(&read(text).unwrap_or_else(|why| panic!("{text}: {why}")))
}

#[test]
fn what_is_understood() {
    let table = [
        ("L utrap 7>3 @temple ic60", "left upper trapezius, 7 before, 3 after, refers to the temple, compression 60 s"),
        (
            "L utrap 7>8>3 ! @temple,eye tb t3 ic60x3 p4 =rel",
            "left upper trapezius, 7 before, 8 during, 3 after, recognised, so active, refers to the temple and around or behind the eye, \
             taut band, tenderness grade III, compression 3 × 60 s, pressure 4, released",
        ),
        (
            "R lev 6>4 @* ic90 pir =part",
            "right levator scapulae, 6 before, 4 after, usual levator pattern, compression 90 s then PIR, partial",
        ),
    ];
    for (text, words) in table {
        assert_eq!(said(text), words);
        assert_eq!(print(&read(text).expect("a line")), text);
    }
}

#[test]
fn what_is_refused() {
    let table = [("L glut 5>3", "“glut” could be gluteus maximus (gmax), gluteus medius (gmed) or gluteus minimus (gmin)")];
    for (text, sentence) in table {
        assert_eq!(read(text).expect_err(text).to_string(), sentence);
    }
}
