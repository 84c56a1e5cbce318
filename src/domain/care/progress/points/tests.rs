use super::*;
use crate::domain::care::finding::Sign;

fn date(week: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 12).expect("a date") + chrono::Days::new(7 * week)
}

fn utrap() -> Finding {
    Finding::at(Side::Left, Muscle::from_name("utrap").expect("a muscle"))
}

/// "7>3" before and after, "na" not assessed, "" nothing said.
fn told(pain: &str) -> Finding {
    let number = |word: &str| word.parse().ok().and_then(Nrs::new);
    let pain = match pain {
        "na" => Pain::NotAssessed,
        _ => Pain::told(number(pain.split('>').next().unwrap_or("")), None, pain.split('>').nth(1).and_then(number)),
    };
    Finding { pain, ..utrap() }
}

fn sessions(lines: Vec<Vec<Finding>>) -> Vec<(NaiveDate, Vec<Finding>)> {
    (0..).map(date).zip(lines).collect()
}

fn states(lines: Vec<Vec<Finding>>) -> String {
    let traces = traces(&sessions(lines));
    assert_eq!(traces.len(), 1);
    let state = |seen: &Option<Seen>| match seen {
        None => "–",
        Some(Seen { state: None, .. }) => "?",
        Some(Seen { state: Some(state), .. }) => state.word(),
    };
    traces[0].sessions.iter().map(state).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_point_is_resolved_when_it_was_twice_without_pain() {
    for (pains, said) in [
        (&["7>3", "4>1", "0"][..], "active active latent"),
        (&["7>3", "0", "0"], "active latent resolved"),
        (&["7>3", "0", "0", "0"], "active latent resolved resolved"),
        (&["7>3", "0", "2", "0", "0"], "active latent active latent resolved"),
        (&["7>3", "0", "0", "5"], "active latent resolved active"),
        // Not assessed, and sessions whose note has no line for it, say nothing either way.
        (&["7>3", "0", "na", "0"], "active latent – resolved"),
        (&["7>3", "na", "na"], "active – –"),
        // Treated without a word about its pain.
        (&["7>3", "0", "", "0"], "active latent ? resolved"),
        (&["", "0", "0"], "? ? ?"),
        (&["0", "3", "0"], "? active latent"),
        (&["?>3", "?>0"], "active ?"),
    ] {
        assert_eq!(states(pains.iter().map(|pain| vec![told(pain)]).collect()), said, "{pains:?}");
    }
    assert_eq!(states(vec![vec![told("7")], vec![], vec![told("0")], vec![], vec![told("0")]]), "active – latent – resolved");
}

#[test]
fn what_the_line_says_of_a_point_decides_what_it_is() {
    let latent = |origin| Finding { class: Some(Class::Latent), origin, ..told("0") };
    for (finding, said) in [
        (Finding { class: Some(Class::Latent), ..told("5") }, "latent"),
        (Finding { class: Some(Class::Active), ..told("") }, "active"),
        (Finding { class: Some(Class::Key), ..told("") }, "active"),
        (Finding { recognised: true, ..told("0") }, "active"),
        (Finding { tenderness: Some(2), ..told("") }, "latent"),
        (Finding { tenderness: Some(0), ..told("") }, "?"),
        (Finding { signs: vec![Sign::TautBand], ..told("0") }, "latent"),
        (Finding { pain: Pain::told(None, Nrs::new(6), None), ..utrap() }, "latent"),
        (latent(Origin::Typed), "latent"),
        // The class was brought over, the 0 is of today.
        (latent(Origin::Carried), "?"),
        (Finding { class: Some(Class::Active), origin: Origin::Carried, ..told("0") }, "?"),
    ] {
        assert_eq!(states(vec![vec![finding.clone()]]), said, "{finding:?}");
    }
    // Two lines for one point: the stronger one.
    assert_eq!(states(vec![vec![told("0"), told("4")]]), "active");
}

#[test]
fn both_sides_are_one_row_while_they_go_the_same_way() {
    let both = |pain| Finding { side: Side::Both, ..told(pain) };
    let clav = Finding { part: Clean::line("clav"), ..told("6") };
    let words =
        |lines| traces(&sessions(lines)).iter().map(|trace| format!("{}: {}", trace.point.word(), trace.words())).collect::<Vec<_>>();
    assert_eq!(words(vec![vec![both("5>2")], vec![both("3")]]), ["B utrap: active, 5→3, looked for at 2 of 2 sessions"]);
    assert_eq!(
        words(vec![vec![both("5>2"), clav], vec![told("0")], vec![told("0")]]),
        [
            "R utrap: active, 5→–→–, looked for at 1 of 3 sessions",
            "L utrap/clav: active, 6→–→–, looked for at 1 of 3 sessions",
            "L utrap: resolved, 5→0→0, looked for at 3 of 3 sessions",
        ]
    );
    assert_eq!(words(vec![]), Vec::<String>::new());
}
