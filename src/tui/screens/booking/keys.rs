//! The keys of the booking form and of the list under it, and what they do.
use super::{Booking, CLIENT, LENGTH, PHONE, SERVICE, WHEN};
use crate::domain::change::Applied;
use crate::domain::ids::ServiceId;
use crate::domain::refusal::Refusal;
use crate::tui::dialog_acts::conflicts_of;
use crate::tui::keys::{Binding, Command, Context, Key, quiet, shown};
use crate::tui::list::List;
use crate::tui::msg::{Answer, Query, Reply, Target};
use crate::tui::screens::{Act, Page, See, walk};
use Key::{BackTab, Char, Ctrl, Down, Enter, Esc, Left, Right, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "go on", "go on: choose the client, then the time; a free exact time is booked"),
    shown(&[Tab], Command::NextField, "next field", "the next field"),
    quiet(&[BackTab, Up], Command::PreviousField, "the field before"),
    shown(&[Down], Command::Down, "the list", "into the list below"),
    shown(&[Ctrl('n')], Command::AddClient, "new client", "the name typed is a new client"),
    shown(&[Ctrl('o')], Command::BookAnyway, "book anyway", "book in spite of what is against it, with a reason"),
    shown(&[Esc], Command::Back, "keep for later", "leave; the next b shows it again"),
    quiet(&[Left], Command::ChoiceBack, "the choice before"),
    quiet(&[Right], Command::ChoiceOn, "the next choice"),
];

pub(in crate::tui) const OFFER_KEYS: &[Binding] = &[
    shown(&[Enter], Command::Open, "take it", "take the selected one"),
    shown(&[Char('1')], Command::TakeNumber, "…9 take", "take that one"),
    quiet(&[Char('2'), Char('3'), Char('4'), Char('5'), Char('6'), Char('7'), Char('8'), Char('9')], Command::TakeNumber, "take that one"),
    shown(&[Esc, Tab], Command::Back, "back to the form", "back to the form"),
    shown(&[Char('o'), Ctrl('o')], Command::BookAnyway, "book anyway", "book in spite of what is against it, with a reason"),
];

impl Booking {
    fn enter(&mut self, see: &See<'_>) -> Vec<Act> {
        if self.form.focus == CLIENT && self.client.is_none() && !self.is_new_client() {
            return self.enter_client(see);
        }
        if self.form.focus == PHONE {
            self.form.focus = WHEN;
            return Vec::new();
        }
        self.go_on(see)
    }

    fn enter_client(&mut self, see: &See<'_>) -> Vec<Act> {
        let typed = self.form.value(CLIENT);
        if typed.is_empty() {
            return vec![Act::Refuse("Who is it for? Type a part of the name or the phone, then ↵.".into())];
        }
        let asked = self.asks(see).into_iter().find(|query| matches!(query, Query::Clients { .. }));
        if asked.is_some_and(|query| !self.answered.contains(&query)) {
            self.wanted = true;
            return Vec::new();
        }
        match self.found.clients.len() {
            0 => self.begin_new_client(),
            1 => self.take_row(0, see),
            _ => {
                self.in_list = true;
                self.list = List::default();
                Vec::new()
            }
        }
    }

    /// Takes what came in while the list had the keys.
    fn catch_up(&mut self, see: &See<'_>) {
        for answer in std::mem::take(&mut self.later) {
            self.answered.retain(|query| *query != answer.query);
            self.take(&answer, see);
        }
    }

    /// A key has changed a field.
    fn changed(&mut self, see: &See<'_>) {
        self.wanted = false;
        if self.wanted_time(see).is_err() {
            // Times that answer an older question must not be taken for this one.
            self.offers.clear();
            self.fit = None;
            self.answered.clear();
        }
        match self.form.focus {
            CLIENT => {
                self.client = None;
                self.card = None;
                self.usual = None;
                self.form.fields.truncate(PHONE);
                self.list = List::default();
            }
            SERVICE => {
                self.set_by_hand = true;
                if let Some(service) = self.service().and_then(|ServiceId(id)| see.directory.service(ServiceId(id))) {
                    self.form.fields[LENGTH].set(&service.minutes.to_string());
                }
            }
            LENGTH => self.set_by_hand = true,
            _ => {}
        }
    }
}

impl Page for Booking {
    fn context(&self) -> Context {
        if self.in_list { Context::Offers } else { Context::Booking }
    }

    fn is_typing(&self) -> bool {
        !self.in_list
    }

    fn asks(&self, see: &See<'_>) -> Vec<Query> {
        let mut queries = Vec::new();
        match self.client {
            Some(client) => queries.extend([Query::Usual(client), Query::Client(client)]),
            None if !self.is_new_client() => {
                let typed = self.form.value(CLIENT).to_string();
                queries.extend((!typed.is_empty()).then_some(Query::Clients { typed, archived: false }));
            }
            None => {}
        }
        queries.extend(self.time_questions(see));
        queries
    }

    fn is_unsaved(&self, _see: &See<'_>) -> bool {
        self.course.is_some() || self.of.is_some() && self.is_changed()
    }

    fn take(&mut self, answer: &Answer, see: &See<'_>) -> Vec<Act> {
        // What a digit takes stays as it is shown until the next key, whatever somebody else has written meanwhile.
        if self.in_list && self.answered.contains(&answer.query) {
            self.later.push(answer.clone());
            return Vec::new();
        }
        match &answer.reply {
            Reply::Clients(found) => {
                self.found.clone_from(found);
                // Whoever was here last, or comes next, is the likelier one.
                self.found.clients.sort_by_key(|line| std::cmp::Reverse(line.last.max(line.next)));
            }
            Reply::Usual(usual) => {
                self.usual = *usual;
                self.fill_usual(see);
            }
            Reply::Client(card) => {
                if let (Some(card), true) = (card, self.form.value(CLIENT).is_empty()) {
                    self.form.fields[CLIENT].set(card.client.name.as_str());
                }
                self.card = card.clone().map(Box::new);
                self.fill_usual(see);
            }
            Reply::Offers(offers) => self.offers.clone_from(offers),
            Reply::Fit(fit) => self.fit = Some(fit.clone()),
            Reply::Suited(suited) => self.suited.clone_from(suited),
            _ => {}
        }
        self.answered.retain(|query| !query.same_kind(&answer.query));
        self.answered.push(answer.query.clone());
        let asks_time = self.time_questions(see);
        if !asks_time.iter().any(|query| matches!(query, Query::Fit { .. })) {
            self.fit = None;
        }
        self.list.selected = self.list.selected.min(self.rows().saturating_sub(1));
        let client_known = self.client.is_some() || self.is_new_client();
        let ready = if client_known { self.is_answered(see) } else { matches!(answer.query, Query::Clients { .. }) };
        if ready && std::mem::take(&mut self.wanted) { self.enter(see) } else { Vec::new() }
    }

    fn command(&mut self, command: Command, see: &See<'_>) -> Vec<Act> {
        if !(self.in_list && matches!(command, Command::Open | Command::TakeNumber)) {
            self.catch_up(see);
        }
        let rows = self.rows();
        if self.in_list && walk(&mut self.list, command, rows, see.page) {
            return Vec::new();
        }
        match command {
            Command::Open | Command::TakeNumber if self.in_list => self.take_row(self.list.selected, see),
            Command::Open => self.enter(see),
            Command::Save => self.go_on(see),
            Command::Down if rows > 0 => {
                self.in_list = true;
                self.list = List::default();
                Vec::new()
            }
            Command::NextField | Command::PreviousField | Command::Down => {
                self.form.step(command == Command::PreviousField);
                Vec::new()
            }
            Command::ChoiceBack | Command::ChoiceOn => {
                let back = command == Command::ChoiceBack;
                if let Some(field) = self.form.current() {
                    if field.is_text() {
                        field.press(if back { Key::Left } else { Key::Right });
                        return Vec::new();
                    }
                    field.turn(back);
                }
                self.changed(see);
                Vec::new()
            }
            Command::AddClient if self.client.is_none() => self.begin_new_client(),
            Command::Back
                if !self.in_list && self.of.is_some() && self.is_changed() && self.told_unsaved.as_ref() != Some(&self.values()) =>
            {
                self.told_unsaved = Some(self.values());
                vec![Act::Refuse("This is not saved yet. ↵ saves it; esc again leaves without.".into())]
            }
            Command::BookAnyway => self.anyway(see),
            Command::Back if self.in_list => {
                self.in_list = false;
                vec![Act::Say(String::new())]
            }
            _ => Vec::new(),
        }
    }

    fn press(&mut self, key: Key, see: &See<'_>) -> Vec<Act> {
        if let (true, Key::Char(digit)) = (self.in_list, key) {
            return match digit.to_digit(10) {
                Some(number @ 1..) if number as usize > self.list.top + see.page => {
                    vec![Act::Refuse(format!("Number {number} is not in sight; ↓ goes on to it."))]
                }
                Some(number @ 1..) => self.take_row(number as usize - 1, see),
                _ => Vec::new(),
            };
        }
        self.catch_up(see);
        if matches!(key, Key::Char(_)) {
            self.begin_anew_when_typing(see);
        }
        if self.form.current().is_some_and(|field| field.press(key)) {
            self.changed(see);
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, see: &See<'_>) {
        self.in_list = false;
        self.begin_anew_when_typing(see);
        if let Some(field) = self.form.current() {
            field.paste(text);
        }
        self.changed(see);
    }

    fn pointed(&mut self, target: Target, see: &See<'_>) -> Vec<Act> {
        match target {
            Target::Field(_) | Target::Choice(..) => {
                self.in_list = false;
                self.catch_up(see);
                self.form.pointed(target);
                if matches!(target, Target::Choice(..)) {
                    self.changed(see);
                }
                Vec::new()
            }
            Target::Row(row) => {
                self.list.selected = row;
                self.take_row(row, see)
            }
            Target::Cell { .. } | Target::Date(_) | Target::Region(_) | Target::Command(_) => Vec::new(),
        }
    }

    fn applied(&mut self, applied: &Applied, _see: &See<'_>) -> Vec<Act> {
        let mut acts = vec![Act::Close];
        acts.extend(applied.appointment.map(Act::Show));
        acts
    }

    fn refused(&mut self, refusal: &Refusal, see: &See<'_>) -> Vec<Act> {
        self.catch_up(see);
        // Somebody was faster: the times are asked anew, what is typed stays.
        self.in_list = false;
        if conflicts_of(refusal).is_some() {
            self.form.focus = WHEN;
        }
        Vec::new()
    }

    fn is_of_use(&self, command: Command, _see: &See<'_>) -> bool {
        match command {
            Command::AddClient => self.client.is_none() && self.of.is_none(),
            Command::BookAnyway => self.fit.as_ref().is_some_and(|fit| !fit.conflicts.is_empty()),
            Command::Down => self.rows() > 0,
            Command::Book => false,
            // The visits of a plan are not kept without it.
            Command::Back => self.course.is_none(),
            _ => true,
        }
    }

    fn list_mut(&mut self) -> Option<&mut List> {
        Some(&mut self.list)
    }
}
