//! Whose appointment an event is: by a guest's e-mail or by a whole name in its title, never by a guess.
use std::collections::{BTreeSet, HashMap};

use super::{Planner, Wishes};
use crate::domain::change::Ref;
use crate::domain::ids::ClientId;
use crate::domain::people::client::{Client, NewClient};
use crate::domain::text::{Clean, digits, fold};
use crate::exchange::ics::About;

/// A shorter run of digits is no phone.
const PHONE_DIGITS: usize = 6;

/// Those who can be meant.
pub(super) struct Clients {
    all: Vec<Person>,
    by_name: HashMap<String, Vec<usize>>,
    by_email: HashMap<String, Vec<usize>>,
    /// Their words → a name here.
    map: HashMap<String, String>,
    /// The second and further clients of a name, whom a calendar of ours tells apart by a number.
    namesakes: HashMap<(String, u32), Ref<ClientId>>,
}

struct Person {
    id: Ref<ClientId>,
    name: Clean,
    phones: Vec<String>,
}

/// Whose an event is: somebody of the book or of this import, or somebody new.
pub(super) enum Whom {
    Known(Ref<ClientId>),
    New(Box<NewClient>),
    /// Somebody new, and which of several of that name.
    Namesake(Box<NewClient>, u32),
}

impl Clients {
    pub(super) fn new(clients: &[Client], wishes: &Wishes) -> Self {
        let map = wishes.map.iter().map(|(theirs, ours)| (fold(theirs), ours.clone())).collect();
        let mut all = Self { all: Vec::new(), by_name: HashMap::new(), by_email: HashMap::new(), map, namesakes: HashMap::new() };
        for client in clients.iter().filter(|client| client.merged_into.is_none()) {
            all.add(Ref::Known(client.id), &client.name, &client.email, &client.phones);
        }
        all
    }

    fn add(&mut self, id: Ref<ClientId>, name: &Clean, email: &Clean, phones: &Clean) {
        let at = self.all.len();
        self.by_name.entry(fold(name.as_str())).or_default().push(at);
        if !email.is_empty() {
            self.by_email.entry(email.as_str().to_lowercase()).or_default().push(at);
        }
        let phones = phones.as_str().split([',', ';', '/']).map(digits).filter(|phone| phone.len() >= PHONE_DIGITS).collect();
        self.all.push(Person { id, name: name.clone(), phones });
    }

    fn named(&self, name: &str) -> &[usize] {
        self.by_name.get(&fold(name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Those of a list whose phone stands in the title, where that tells them apart.
    fn by_phone(&self, several: &BTreeSet<usize>, title: &Clean) -> Option<usize> {
        let title = digits(title.as_str());
        let has = |at: &&usize| self.all[**at].phones.iter().any(|phone| title.contains(phone.as_str()));
        let mut found = several.iter().filter(has);
        found.next().copied().filter(|_| found.next().is_none())
    }
}

/// The parts of a title that can be a name: what stands between dashes, colons and the like, without what is in brackets and
/// without phone numbers; also "Silva, Ana" the other way round.
pub(super) fn pieces(title: &Clean) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in title.as_str().chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.replace(['–', '—', '|', ':', ';', '•'], "\u{1}").replace(" - ", "\u{1}").replace(" / ", "\u{1}");
    let parts = plain.split('\u{1}').map(without_phone).filter(|part| part.chars().any(char::is_alphabetic));
    parts.collect()
}

/// A piece without the digits at its ends.
fn without_phone(piece: &str) -> String {
    let is_phone = |word: &str| word.chars().all(|c| c.is_ascii_digit() || "+-./".contains(c));
    let words: Vec<&str> = piece.split_whitespace().collect();
    let from = words.iter().position(|word| !is_phone(word)).unwrap_or(words.len());
    let to = words.iter().rposition(|word| !is_phone(word)).map_or(from, |last| last + 1);
    // "Deep 60" ends with a number that is no phone.
    let numbers: usize = words[to..].iter().map(|word| digits(word).len()).sum();
    let to = if numbers >= PHONE_DIGITS { to } else { words.len() };
    words[from..to].join(" ").trim_matches([',', '.', ' ']).to_owned()
}

fn ways_round(piece: &str) -> Vec<String> {
    match piece.split_once(',') {
        Some((last, first)) if !first.contains(',') => vec![piece.to_owned(), format!("{} {}", first.trim(), last.trim())],
        _ => vec![piece.to_owned()],
    }
}

/// The way a name is said, the family name last.
fn as_name(piece: &str) -> Clean {
    Clean::line(&ways_round(piece).pop().unwrap_or_default())
}

impl Planner<'_> {
    /// Whose an event is.
    pub(super) fn whom(&self, about: &About) -> Result<Whom, String> {
        let own = (about.own.is_named && about.own.is_ours() && !about.summary.is_empty()).then(|| about.summary.to_string());
        let mapped = self.mapped(&about.summary).or_else(|| own.clone());
        if let (Some(name), true) = (&own, about.own.namesake > 1) {
            return self.namesake(name, about.own.namesake);
        }
        let words = mapped.clone().map_or_else(|| pieces(&about.summary), |name| vec![name]);
        let whole = mapped.unwrap_or_else(|| about.summary.to_string());
        let guests = || about.guests.iter().filter(|guest| !self.is_ours(guest.name.as_str()));
        let by_email: BTreeSet<usize> =
            guests().filter_map(|guest| self.clients.by_email.get(&guest.email.as_str().to_lowercase())).flatten().copied().collect();
        let turned = words.iter().filter(|_| own.is_none()).flat_map(|piece| ways_round(piece));
        let titles = turned.chain([whole.clone()]);
        let mut by_name: BTreeSet<usize> = titles.flat_map(|name| self.clients.named(&name).to_vec()).collect();
        if by_name.is_empty() {
            by_name = guests().filter(|guest| !guest.is_host).flat_map(|guest| self.clients.named(guest.name.as_str()).to_vec()).collect();
        }
        let both: BTreeSet<usize> = by_email.intersection(&by_name).copied().collect();
        let meant = match (by_email.len(), by_name.len()) {
            (0, _) => by_name,
            (_, 0) => by_email,
            _ if both.is_empty() => return Err(self.at_odds(&by_email, &by_name)),
            _ => both,
        };
        if let Some(one) = meant.first().copied().filter(|_| meant.len() == 1).or_else(|| self.clients.by_phone(&meant, &about.summary)) {
            return Ok(Whom::Known(self.clients.all[one].id));
        }
        if !meant.is_empty() {
            return Err(self.several(&meant));
        }
        let new = match own {
            Some(_) => NewClient { name: about.summary.clone(), ..NewClient::default() },
            None => self.somebody(about, &words)?,
        };
        new.check().map_err(|refusal| refusal.to_string())?;
        Ok(Whom::New(Box::new(new)))
    }

    /// One of several clients of a name in a calendar of ours; which of those here is meant, nobody can know.
    fn namesake(&self, name: &str, nth: u32) -> Result<Whom, String> {
        if let Some(id) = self.clients.namesakes.get(&(fold(name), nth)) {
            return Ok(Whom::Known(*id));
        }
        if self.clients.named(name).iter().any(|at| matches!(self.clients.all[*at].id, Ref::Known(_))) {
            return Err(format!(
                "Several clients are called {name} there, and one is here already: write something into the title that tells them apart."
            ));
        }
        let new = NewClient { name: Clean::line(name), ..NewClient::default() };
        new.check().map_err(|refusal| refusal.to_string())?;
        Ok(Whom::Namesake(Box::new(new), nth))
    }

    /// What --map says about a title, whole or in part.
    fn mapped(&self, title: &Clean) -> Option<String> {
        let of = |words: &str| self.clients.map.get(&fold(words)).cloned();
        of(title.as_str()).or_else(|| pieces(title).iter().find_map(|piece| of(piece)))
    }

    fn at_odds(&self, by_email: &BTreeSet<usize>, by_name: &BTreeSet<usize>) -> String {
        let name = |of: &BTreeSet<usize>| of.first().map(|at| self.clients.all[*at].name.to_string()).unwrap_or_default();
        format!("Its title names {} and its guest is {}: write the right one.", name(by_name), name(by_email))
    }

    fn several(&self, meant: &BTreeSet<usize>) -> String {
        let names: Vec<&str> = meant.iter().map(|at| self.clients.all[*at].name.as_str()).collect();
        let names_of_one = names.iter().all(|name| fold(name) == fold(names[0]));
        if names_of_one {
            return format!(
                "{} clients here are called {}: write the phone into the title, so that the right one is found.",
                names.len(),
                names[0]
            );
        }
        format!("It names several clients, {}: write one event for each.", names.join(" and "))
    }

    /// Who somebody new would be; refused where more than one part of the title could be the name.
    fn somebody(&self, about: &About, words: &[String]) -> Result<NewClient, String> {
        let of_the_house = |words: &str| self.is_ours(words) || about.categories.iter().any(|own| fold(own.as_str()) == fold(words));
        let possible: Vec<&String> = words.iter().filter(|piece| !of_the_house(piece)).collect();
        let guests: Vec<_> = about.guests.iter().filter(|guest| !guest.is_host && !self.is_ours(guest.name.as_str())).collect();
        let title = &about.summary;
        let name = match (possible.as_slice(), guests.as_slice()) {
            ([only], _) => as_name(only),
            (_, [guest]) if !guest.name.is_empty() && !guest.name.as_str().contains('@') => guest.name.clone(),
            ([], _) if title.is_empty() => return Err("It names nobody: write the client's name as its title (SUMMARY).".to_owned()),
            ([], _) => {
                return Err(format!("“{title}” names nobody: write the client's name into it, or say who with --map \"{title}=NAME\"."));
            }
            (_, _) => return Err(format!("“{title}” names nobody who is a client here: say who is meant with --map \"{title}=NAME\".")),
        };
        let email = match guests.as_slice() {
            [guest] => guest.email.clone(),
            _ => Clean::default(),
        };
        let new = NewClient { name, email, ..NewClient::default() };
        let without = NewClient { email: Clean::default(), ..new.clone() };
        // An address that is none is no reason to leave the client out.
        let new = if new.check().is_ok() { new } else { without };
        new.check().map_err(|refusal| refusal.to_string())?;
        Ok(new)
    }

    /// Somebody who is not here is added where that is wished, else named on the list of those to settle.
    pub(super) fn settle(&mut self, whom: Whom) -> Result<Ref<ClientId>, String> {
        let (new, nth) = match whom {
            Whom::Known(id) => return Ok(id),
            Whom::New(new) => (*new, 0),
            Whom::Namesake(new, nth) => (*new, nth),
        };
        *self.plan.unknown.entry(new.name.clone()).or_default() += 1;
        if !self.wishes.new_clients {
            let name = &new.name;
            return Err(format!(
                "“{name}” is no client here: say who is meant with --map \"{name}=…\", or add such clients with --new-clients."
            ));
        }
        let id = Ref::New(self.plan.import.clients.len());
        if nth > 1 {
            self.clients.namesakes.insert((fold(new.name.as_str()), nth), id);
        } else {
            self.clients.add(id, &new.name, &new.email, &new.phones);
        }
        self.plan.import.clients.push(new);
        Ok(id)
    }
}
