//! The shorthand on one page, for whoever looks a word up while writing.
use super::words::{Head, Token};
use crate::domain::care::finding::{Class, Method, Response, Side, Sign};
use crate::domain::care::line::{Joint, Motion};

/// What can be said, and how it is written. Spaces that belong within a word of it are no-break spaces.
pub fn overview() -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("a finding", "side, muscle, then these in any order: L utrap 7>3 @temple ic60".to_owned()),
        ("side", words::<Side>(true)),
        ("pain", items(&["7>3 before > after", "7>5>3 before > during > after", "? not asked", "na not assessed"])),
        ("refers to", items(&["@temple,eye there", "@* where this muscle usually does", "@- nowhere"])),
        ("point", format!("! the client knows this pain, so it is active · {}", words::<Class>(false))),
        ("found", format!("{} · t0 to t4 tenderness", words::<Sign>(false))),
        ("done", format!("{} · ic60x3 is 3 times 60 s, dt5m is 5 minutes", words::<Method>(false))),
        ("pressure", "p1 light to p5 firm".to_owned()),
        ("then", words::<Response>(false)),
        ("own words", "scm/clav a part of the muscle · :ache,deep how it feels · ; and a remark at the end".to_owned()),
        ("from last time", "^ carried forward: ?>? wants its values, or na, or the line is dropped".to_owned()),
    ];
    all.extend(Head::ALL.iter().map(|head| (head.code(), of_head(*head))));
    all
}

/// "tb taut band · ltr twitch".
fn words<T: Token>(capital: bool) -> String {
    let code = |one: &T| if capital { one.code().to_uppercase() } else { one.code().to_owned() };
    T::ALL.iter().map(|one| kept_together(&format!("{} {}", code(one), one.said()))).collect::<Vec<_>>().join(" · ")
}

fn items(all: &[&str]) -> String {
    all.iter().map(|one| kept_together(one)).collect::<Vec<_>>().join(" · ")
}

fn kept_together(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}

fn of_head(head: Head) -> String {
    let example = match head {
        Head::Pain => "nrs 6>3 · nrs now 4 worst 8 best 2 avg 5",
        Head::Psfs => "psfs1 4",
        Head::Change => "grc +3",
        Head::Neck => "ndi 18/50",
        Head::Back => "odi 40: percent",
        Head::Rom => "rom cx rot R 55>70",
        Head::Plan => "plan 1/w x6 60m re@4: six weekly visits of 60 min, looked at again after 4",
        Head::Next => "next recheck infra",
        Head::HomeCare => "hc heat in the evening",
        Head::Post => "post a little dizzy",
        Head::Alert => "alert stop fever; or care, or note",
        Head::Consent => "ok gmax asked, agreed",
        Head::Soap(_) => "",
    };
    let sep = if example.is_empty() { "" } else { ": " };
    let more = match head {
        Head::Rom => format!(" · {} · {}", words::<Joint>(false), words::<Motion>(false)),
        _ => String::new(),
    };
    format!("{}{sep}{example}{more}", head.said())
}
