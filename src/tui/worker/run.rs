//! The worker's loop: effects in order, what is typed within a second, and what is done while the keyboard is still.
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::super::daily::{self, Daily};
use super::super::msg::{Effect, Msg};
use super::{Worker, told};
use crate::store::Store;

/// What is typed goes into the file after so long, and a look of the watch later at the latest: within a second, also on a busy disk.
const KEPT_AFTER: Duration = Duration::from_millis(400);
/// How often the file is looked at for the work of others.
const WATCH: Duration = Duration::from_millis(250);

/// What was typed and is not in the file yet, with the moment it began to wait: the half-typed booking, and the note.
#[derive(Default)]
struct Typed {
    waiting: Vec<Effect>,
    since: Option<Instant>,
}

impl Typed {
    /// Holds `effect` back when it only keeps what is typed; the newest of each kind counts. Anything else goes its way.
    fn take_over(&mut self, mut effect: Effect) -> Option<Effect> {
        match &mut effect {
            Effect::Keep(_) => self.waiting.retain(|known| !matches!(known, Effect::Keep(_))),
            Effect::KeepNote(keep) if !keep.take_over => self.waiting.retain(|known| match known {
                Effect::KeepNote(older) if older.of == keep.of => {
                    // What was never written nobody has seen.
                    keep.seen.clone_from(&older.seen);
                    false
                }
                _ => true,
            }),
            _ => return Some(effect),
        }
        self.waiting.push(effect);
        self.since.get_or_insert_with(Instant::now);
        None
    }

    fn is_due(&self) -> bool {
        self.since.is_some_and(|since| since.elapsed() > KEPT_AFTER)
    }

    fn write(&mut self, worker: &mut Worker) -> Vec<Msg> {
        self.since = None;
        std::mem::take(&mut self.waiting).into_iter().flat_map(|effect| worker.serve(effect)).collect()
    }
}

/// Serves until the other end hangs up.
pub(in crate::tui) fn run(mut worker: Worker, wanted: &Receiver<Effect>, answers: &Sender<Msg>) {
    let mut waiting: VecDeque<Effect> = VecDeque::new();
    let mut typed = Typed::default();
    let mut last_key = Instant::now();
    let mut copies = Daily::default();
    let mut grown_on = None;
    loop {
        let mut told: Vec<Msg> = Vec::new();
        if waiting.is_empty() {
            match wanted.recv_timeout(WATCH) {
                Ok(effect) => {
                    last_key = Instant::now();
                    waiting.push_back(effect);
                }
                Err(RecvTimeoutError::Timeout) => {
                    told.extend(worker.others_wrote().then_some(Msg::Elsewhere));
                    told.extend(typed.write(&mut worker));
                    // The first key typed into the finder shall not wait for all clients to be read; should it fail, that key says why.
                    let _ = worker.store.ready_finder();
                    let today = worker.store.local((worker.clock)()).date();
                    if grown_on != Some(today) {
                        grown_on = Some(today);
                        grow_beside(&worker, answers);
                    }
                    if copies.is_due(today, last_key.elapsed()) {
                        copy_beside(&worker, today, answers);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    // Nobody listens any more; what was typed is in the file for the next time.
                    typed.write(&mut worker);
                    return;
                }
            }
        }
        waiting.extend(wanted.try_iter());
        // Answers do not wait for what is only kept.
        waiting = waiting.into_iter().filter_map(|effect| typed.take_over(effect)).collect();
        coalesce(&mut waiting);
        // An act may change whose draft it is.
        if typed.is_due() || waiting.front().is_some_and(|effect| !matches!(effect, Effect::Ask(_))) {
            told.extend(typed.write(&mut worker));
        }
        if let Some(effect) = waiting.pop_front() {
            told.extend(worker.serve(effect));
        }
        if told.into_iter().any(|message| answers.send(message).is_err()) {
            return;
        }
    }
}

/// Of several questions of one kind only the newest is answered; never across an act, which may change the answer.
fn coalesce(waiting: &mut VecDeque<Effect>) {
    let Some(Effect::Ask(first)) = waiting.front() else { return };
    let newer = waiting.iter().skip(1).take_while(|effect| matches!(effect, Effect::Ask(_)));
    let overtaken = newer.into_iter().any(|effect| matches!(effect, Effect::Ask(query) if query.same_kind(first)));
    if overtaken {
        waiting.pop_front();
        coalesce(waiting);
    }
}

/// The dates of standing appointments that the new day brings into view, beside the keys; what comes of it is seen as the work
/// of another window.
fn grow_beside(worker: &Worker, answers: &Sender<Msg>) {
    let (file, at, answers) = (worker.store.file().to_owned(), (worker.clock)(), answers.clone());
    std::thread::spawn(move || {
        let grown = Store::open(&file).and_then(|mut store| store.grow(at));
        if let Err(why) = grown {
            told("standing appointments", &why);
            // Nobody may be listening any more; then nobody needs to know.
            drop(answers.send(Msg::Told(format!("The next dates of standing appointments could not be made. {why}"))));
        }
    });
}

/// The day's copy, on a connection and a thread of its own: the book goes on meanwhile.
fn copy_beside(worker: &Worker, today: NaiveDate, answers: &Sender<Msg>) {
    let (file, answers) = (worker.store.file().to_owned(), answers.clone());
    std::thread::spawn(move || {
        if let Some(sentence) = daily::make(&file, today) {
            // Nobody may be listening any more; then nobody needs to know.
            drop(answers.send(Msg::Told(sentence)));
        }
    });
}
