//! The dates of a standing appointment before it is saved: each free, or with what stands against it and what is decided of it.
mod another;
mod keys;
pub(in crate::tui) mod view;
mod words;

pub(in crate::tui) use keys::{KEYS, TIME_KEYS};

use self::another::Another;
use super::{Act, Page, See, walk};
use crate::domain::book::series::act::{Kind, SeriesAct};
use crate::domain::book::series::deciding::{Deciding, State};
use crate::domain::care::change::CareChange;
use crate::domain::care::plan::NewPlan;
use crate::domain::change::{Anyway, Applied, BookChange, Change};
use crate::domain::wording::say;
use crate::tui::dialog::{Dialog, Over};
use crate::tui::keys::{Command, Context, Key};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Fit, Query, Reply, Target};

/// An act on a standing appointment, date by date.
#[derive(Debug)]
pub struct Dates {
    pub(super) deciding: Box<Deciding>,
    /// Another room does as well.
    any_room: bool,
    /// Whose dates these are, and what becomes of them.
    pub(super) title: String,
    pub(super) list: List,
    /// The line in which another time is typed.
    pub(super) another: Option<Box<Another>>,
    /// The question that was answered last.
    answered: Option<Query>,
    pending: Pending,
    /// A form lies beneath that is done with once this is saved.
    closes_form: bool,
    /// The plan whose visits these are, saved in the same act; its form lies beneath the other.
    course: Option<Box<NewPlan>>,
}

/// What a key has asked for that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Nothing,
    /// Save was pressed before the answer was there.
    Save,
    /// Esc has said that nothing is saved yet.
    Leave,
}

impl Dates {
    /// The dates of `act`, to be decided. `any_room`: whichever room is free will do. `title`: whose dates, and what becomes of
    /// them ("Maria Smith"); how they repeat, service and therapist are said by the screen itself.
    pub fn new(act: SeriesAct, any_room: bool, title: impl Into<String>) -> Self {
        Self {
            deciding: Box::new(Deciding::new(act)),
            any_room,
            title: title.into(),
            list: List::default(),
            another: None,
            answered: None,
            pending: Pending::Nothing,
            closes_form: false,
            course: None,
        }
    }

    /// The form beneath, from which it was opened, closes with it once it is saved.
    #[must_use]
    pub fn closing_form(self) -> Self {
        Self { closes_form: true, ..self }
    }

    #[must_use]
    pub(super) fn of_plan(self, plan: Option<&NewPlan>) -> Self {
        Self { course: plan.cloned().map(Box::new), ..self }
    }

    fn query(&self) -> Query {
        let tried = self.another.as_ref().and_then(|another| another.slot()).map(|slot| (self.list.selected, slot));
        Query::Review { asked: self.deciding.asked(tried), leaving: self.deciding.leaving(), any_room: self.any_room }
    }

    fn len(&self) -> usize {
        self.deciding.dates().len()
    }

    /// The date at a place as a sentence names it.
    pub(super) fn name(&self, place: usize) -> String {
        self.deciding.dates().get(place).map(|planned| say::moment(planned.rule_date, self.year(planned.rule_date))).unwrap_or_default()
    }

    /// To the next date that nobody has decided on, from the selected one on.
    fn go_on(&mut self, see: &See<'_>) -> Option<usize> {
        let open = self.deciding.undecided(see.now);
        let next = open.iter().find(|place| **place > self.list.selected).or(open.first()).copied();
        self.list.selected = next.unwrap_or(self.list.selected);
        next
    }

    fn nearest(&mut self, see: &See<'_>) -> Vec<Act> {
        let name = self.name(self.list.selected);
        match self.deciding.take_nearest(self.list.selected, see.now) {
            Err(why) => vec![Act::Refuse(why)],
            Ok(slot) => {
                let to = say::moment(slot.span.from(), self.year(slot.span.from()));
                let rest = match self.go_on(see) {
                    None => format!(" · All dates are decided: {} saves them.", see.key(Context::Dates, Command::Save)),
                    Some(_) => String::new(),
                };
                vec![Act::Say(format!("{name} → {to}{rest}"))]
            }
        }
    }

    fn turn(&mut self, see: &See<'_>) -> Vec<Act> {
        if let Err(why) = self.deciding.turn(self.list.selected, see.now) {
            return vec![Act::Refuse(why)];
        }
        let too_many = self.deciding.at_the_end().map_or(0, |(skipped, there)| there.saturating_sub(skipped));
        if too_many > 0 {
            let (key, name) = (see.key(Context::Dates, Command::PutAtEnd), self.name(self.list.selected));
            let (more, them) = if too_many == 1 { ("1 date is".to_owned(), "it") } else { (format!("{too_many} dates are"), "them") };
            return vec![Act::Say(format!("{name} is back · {more} too many at the end now: {key} takes {them} away"))];
        }
        let can_follow = self.deciding.at_the_end().is_some_and(|(skipped, there)| skipped > there);
        match self.deciding.state(self.list.selected, see.now) {
            State::Skipped if can_follow => {
                let key = see.key(Context::Dates, Command::PutAtEnd);
                vec![Act::Say(format!("{} is skipped · {key} puts as many at the end as are skipped", self.name(self.list.selected)))]
            }
            _ => Vec::new(),
        }
    }

    fn put_at_the_end(&mut self, see: &See<'_>) -> Vec<Act> {
        match self.deciding.put_at_the_end(see.now) {
            Err(why) => vec![Act::Say(why)],
            Ok(0) => vec![Act::Say("No date is at the end any more.".into())],
            Ok(many) => vec![Act::Say(format!("{} at the end for those that are skipped", say::count(many, "date", "dates")))],
        }
    }

    fn anyway(&self, see: &See<'_>) -> Vec<Act> {
        match self.deciding.against(self.list.selected, see.now) {
            Err(why) => vec![Act::Refuse(why)],
            Ok(judged) => {
                let fit = Fit { slot: judged.slot, conflicts: judged.conflicts.clone(), ways: Vec::new() };
                vec![Act::Ask(Box::new(Dialog::over(fit, Over::Date)))]
            }
        }
    }

    /// "3 Tue 22 Dec 10:00, 5 Tue 19 Jan 10:00".
    fn named(&self, places: &[usize]) -> String {
        let some: Vec<String> = places.iter().take(4).map(|place| self.name(*place)).collect();
        let more = if places.len() > some.len() { format!(" and {} more", places.len() - some.len()) } else { String::new() };
        format!("{}{more}", some.join(", "))
    }

    fn save(&mut self, see: &See<'_>) -> Vec<Act> {
        if self.answered.as_ref() != Some(&self.query()) {
            self.pending = Pending::Save;
            return Vec::new();
        }
        let open = self.deciding.undecided(see.now);
        if let Some(first) = open.first() {
            self.list.selected = *first;
            let many = if open.len() == 1 { "1 date is".to_owned() } else { format!("{} dates are", open.len()) };
            let [nearest, skip] = [Command::TakeNearest, Command::SkipDate].map(|command| see.key(Context::Dates, command));
            return vec![Act::Refuse(format!("{many} to decide: {}. {nearest} takes the nearest, {skip} skips.", self.named(&open)))];
        }
        let counts = self.deciding.counts(see.now);
        if self.deciding.kind() == Kind::Made && counts.wanted == counts.skipped {
            let skip = see.key(Context::Dates, Command::SkipDate);
            return vec![Act::Refuse(format!("Every date is skipped, so there is nothing to make. {skip} brings one back."))];
        }
        let series = vec![self.deciding.settled()];
        let change = match &self.course {
            Some(plan) => Change::Care(CareChange::Course { plan: plan.clone(), series }),
            None => Change::Book(BookChange::Series(series)),
        };
        vec![Act::Do(Box::new(change))]
    }

    fn leave(&mut self, see: &See<'_>) -> Vec<Act> {
        if self.deciding.is_changed() && std::mem::replace(&mut self.pending, Pending::Leave) != Pending::Leave {
            let [save, back] = [Command::Save, Command::Back].map(|command| see.key(Context::Dates, command));
            return vec![Act::Refuse(format!("These dates are not saved yet. {save} saves them; {back} again leaves them."))];
        }
        vec![Act::Close]
    }
}

impl Page for Dates {
    fn context(&self) -> Context {
        if self.another.is_some() { Context::DateTime } else { Context::Dates }
    }

    fn is_typing(&self) -> bool {
        self.another.is_some()
    }

    fn asks(&self, _see: &See<'_>) -> Vec<Query> {
        vec![self.query()]
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        let Reply::Reviewed(judged) = &answer.reply else { return Vec::new() };
        let first = self.answered.is_none();
        let tried = self.another.as_ref().and_then(|another| another.slot()).and(self.deciding.dates().get(self.list.selected));
        let tried = tried.map(|planned| planned.rule_date);
        let (here, rest): (Vec<_>, Vec<_>) = judged.iter().cloned().partition(|one| Some(one.rule_date) == tried);
        self.deciding.hear(rest);
        if let Some(another) = &mut self.another {
            another.found = here.into_iter().next();
        }
        self.answered = Some(answer.query.clone());
        if first && let Some(open) = self.deciding.undecided(see.now).first() {
            self.list.selected = *open;
        }
        if self.pending != Pending::Save {
            return Vec::new();
        }
        self.pending = Pending::Nothing;
        self.save(see)
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if self.another.is_some() {
            return match command {
                Command::Open | Command::Save => self.take_time(see),
                Command::Back => {
                    self.another = None;
                    vec![Act::Say(String::new())]
                }
                _ => Vec::new(),
            };
        }
        if command == Command::Back {
            return self.leave(see);
        }
        self.pending = Pending::Nothing;
        let len = self.len();
        if walk(&mut self.list, command, len, see.page) {
            return Vec::new();
        }
        match command {
            Command::TakeNearest => self.nearest(see),
            Command::SkipDate => self.turn(see),
            Command::AnotherTime => self.begin_time(see),
            Command::BookAnyway => self.anyway(see),
            Command::PutAtEnd => self.put_at_the_end(see),
            Command::Save => self.save(see),
            _ => Vec::new(),
        }
    }

    fn press(&mut self, key: Key, see: &See<'_>) -> Vec<Act> {
        if let Some(another) = &mut self.another {
            another.press(key, see);
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, see: &See<'_>) {
        if let Some(another) = &mut self.another {
            another.paste(text, see);
        }
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        self.course.is_some() || self.deciding.is_changed()
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        let Target::Row(row) = target else { return Vec::new() };
        self.another = None;
        if row == self.list.selected {
            return self.command(Command::TakeNearest, see);
        }
        self.list.selected = row.min(self.len().saturating_sub(1));
        Vec::new()
    }

    fn because(&mut self, anyway: Anyway, see: &See<'_>) -> Vec<Act> {
        self.deciding.book_anyway(self.list.selected, anyway);
        self.go_on(see);
        Vec::new()
    }

    fn applied(&mut self, applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        let mut acts = vec![Act::Close];
        if self.course.is_some() {
            return vec![Act::Close, Act::Close, Act::Close];
        }
        if self.closes_form {
            acts.push(Act::Close);
            acts.extend(applied.appointment.map(Act::Show));
        }
        acts
    }

    fn why_not(&self, command: Command, see: &See<'_>) -> Option<String> {
        let [save, back] = [Command::Save, Command::Back].map(|command| see.key(Context::Dates, command));
        (command == Command::Book).then(|| format!("First these dates: {save} saves them, {back} goes back."))
    }

    fn is_of_use(&self, command: Command, see: &See<'_>) -> bool {
        let state = self.deciding.state(self.list.selected, see.now);
        match command {
            Command::TakeNearest => matches!(state, State::Against(judged) if judged.nearest.is_some()),
            Command::BookAnyway => matches!(state, State::Against(_)),
            Command::PutAtEnd => self.deciding.at_the_end().is_some_and(|(skipped, there)| skipped != there),
            Command::SkipDate => !matches!(state, State::Over(_) | State::CalledOff),
            Command::Book | Command::FindClient | Command::Undo => false,
            _ => true,
        }
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
