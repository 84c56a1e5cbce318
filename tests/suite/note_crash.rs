//! A note that is being typed when the plug is pulled: it is there again, but for the last second.
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use knotbook::domain::care::note::NoteOf;
use knotbook::domain::ids::ClientId;
use knotbook::store::Store;
use rustix::process::Signal;

use crate::practice::{DANA, Place};
use crate::pty::Window;

/// What may be missing.
const MISSING: Duration = Duration::from_secs(1);
/// As many at once; most of the time they wait.
const HANDS: u64 = 5;

#[test]
fn a_hundred_kills_while_a_note_is_typed_cost_a_second_each() {
    kill(100);
}

#[test]
#[ignore = "takes an hour; the same with three thousand kills"]
fn three_thousand_kills_while_a_note_is_typed_cost_a_second_each() {
    kill(3000);
}

fn kill(times: u64) {
    let hands: Vec<_> = (0..HANDS)
        .map(|hand| {
            thread::spawn(move || {
                let mut rng = Rng::with_seed(hand);
                (0..times / HANDS).map(|round| u64::from(once(&mut rng, round))).sum::<u64>()
            })
        })
        .collect();
    let kept: u64 = hands.into_iter().map(|hand| hand.join().expect("a hand that typed")).sum();
    assert!(kept > times / 4, "in {kept} of {times} something had to be there: typed too briefly");
}

/// Types until a moment by chance, kills, and looks; whether something had to be there.
fn once(rng: &mut Rng, round: u64) -> bool {
    let mut place = Place::hollis();
    let maria = place.client("Maria Smith", "555-0134");
    let mut dana = Window::open(&place.file(), "Dana", (100, 30));
    dana.shows("? help")
        .types("/0134")
        .shows("555-0134")
        .types("\r")
        .shows("never here yet")
        .types("w")
        .shows("Session note · Maria Smith");
    // Every other time in the client's words, which are no lines.
    let in_words = round % 2 == 1;
    if in_words {
        dana.types("\t");
    }
    let end = Instant::now() + Duration::from_millis(rng.u64(..3500));
    // A word is typed when it stands on the screen.
    let mut typed: Vec<(Instant, String)> = Vec::new();
    for number in 0.. {
        if Instant::now() >= end {
            break;
        }
        let (begin, word) = (if number % 8 == 0 && !in_words { "\rnext " } else { " " }, format!("w{number}z"));
        dana.types(begin).types(&word).shows(&word);
        typed.push((Instant::now(), word));
        thread::sleep(Duration::from_millis(rng.u64(..60)));
    }
    dana.types(" and half a li");
    dana.signal(Signal::KILL);
    let killed = Instant::now();
    dana.until("its end", Window::is_over);
    let had_to: Vec<&String> = typed.iter().filter(|(at, _)| killed.duration_since(*at) > MISSING).map(|(_, word)| word).collect();
    let kept = draft(&place, maria);
    for word in &had_to {
        assert!(kept.contains(*word), "{word} was on the screen for more than a second; kept was {kept:?}");
    }
    if round % 4 < 2 && !had_to.is_empty() {
        let mut again = Window::open(&place.file(), "Dana", (100, 30));
        again.shows("? help").types("/0134").shows("555-0134").types("\r").shows("never here yet").types("w").shows(had_to[0]);
    }
    !had_to.is_empty()
}

fn draft(place: &Place, client: ClientId) -> String {
    let mut store = Store::open(&place.file()).expect("the file after the kill");
    assert_eq!(store.check().expect("a check").problems, Vec::<String>::new());
    store.view_as(store.directory().expect("a read").expect("a practice").staff(DANA).expect("Dana").viewer());
    let draft = store.note_draft(NoteOf::Visit(client)).expect("a read");
    draft.map(|draft| draft.written.texts().map(|(_, text)| text.to_string()).join("\n")).unwrap_or_default()
}
