//! Clients: who of a file is here already, and who is new.
use std::collections::HashMap;

use chrono::NaiveDate;

use super::names::Resolver;
use super::{Bad, Plan};
use crate::domain::change::Ref;
use crate::domain::ids::ClientId;
use crate::domain::people::client::{Client, NewClient};
use crate::domain::text::{Clean, digits, fold};
use crate::domain::wording::liked;
use crate::exchange::csv::{ClientKey, ClientLine};

/// A shorter run of digits is an extension or a typo and tells nobody apart.
const PHONE_DIGITS: usize = 6;

/// Somebody who is in the book, or will be.
struct Person {
    id: Ref<ClientId>,
    foreign: Option<Clean>,
    marks: Marks,
}

/// What tells two of one name apart.
#[derive(Default)]
struct Marks {
    phones: Vec<String>,
    email: String,
    born: Option<NaiveDate>,
}

/// Whom a line means.
pub(super) enum Found {
    One(Ref<ClientId>),
    Nobody,
    Several(Vec<Ref<ClientId>>),
}

pub(super) struct People {
    all: Vec<Person>,
    by_name: HashMap<String, Vec<usize>>,
    by_uid: HashMap<String, usize>,
    by_foreign: HashMap<Clean, usize>,
    by_id: HashMap<Ref<ClientId>, usize>,
}

impl Marks {
    fn new(phones: &Clean, email: &Clean, born: Option<NaiveDate>) -> Self {
        let numbers = phones.as_str().split([',', ';', '/']).map(digits).filter(|number| number.len() >= PHONE_DIGITS);
        Self { phones: numbers.collect(), email: email.as_str().to_lowercase(), born }
    }

    fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.email.is_empty() && self.born.is_none()
    }

    fn contradicts(&self, other: &Self) -> bool {
        matches!((self.born, other.born), (Some(a), Some(b)) if a != b)
    }

    fn meets(&self, other: &Self) -> bool {
        let phone = self
            .phones
            .iter()
            .any(|number| other.phones.iter().any(|theirs| theirs.ends_with(number.as_str()) || number.ends_with(theirs.as_str())));
        phone || (!self.email.is_empty() && self.email == other.email) || (self.born.is_some() && self.born == other.born)
    }
}

impl People {
    pub(super) fn new(clients: &[Client]) -> Self {
        let mut people =
            Self { all: Vec::new(), by_name: HashMap::new(), by_uid: HashMap::new(), by_foreign: HashMap::new(), by_id: HashMap::new() };
        for client in clients {
            let at = people.all.len();
            people.by_uid.insert(client.uid.clone(), at);
            let marks = Marks::new(&client.phones, &client.email, client.born);
            people.add(&client.name, Person { id: Ref::Known(client.id), foreign: None, marks });
        }
        people
    }

    fn add(&mut self, name: &Clean, person: Person) {
        let at = self.all.len();
        self.by_name.entry(fold(name.as_str())).or_default().push(at);
        if let Some(foreign) = &person.foreign {
            self.by_foreign.entry(foreign.clone()).or_insert(at);
        }
        self.by_id.insert(person.id, at);
        self.all.push(person);
    }

    fn find(&self, name: &Clean, foreign: Option<&Clean>, marks: &Marks) -> Found {
        let named = self.by_name.get(&fold(name.as_str())).map(Vec::as_slice).unwrap_or_default();
        let may_be = |at: &&usize| {
            let person = &self.all[**at];
            let other_id = matches!((&person.foreign, foreign), (Some(a), Some(b)) if a != b);
            !other_id && !person.marks.contradicts(marks)
        };
        let possible: Vec<usize> = named.iter().filter(may_be).copied().collect();
        let met: Vec<usize> = possible.iter().filter(|at| self.all[**at].marks.meets(marks)).copied().collect();
        // Where a line says nothing but the name, the name has to be enough.
        let chosen = if met.is_empty() && marks.is_empty() { possible } else { met };
        match chosen.as_slice() {
            [] => Found::Nobody,
            [one] => Found::One(self.all[*one].id),
            several => Found::Several(several.iter().map(|at| self.all[*at].id).collect()),
        }
    }

    fn has_namesake(&self, name: &Clean) -> bool {
        self.by_name.contains_key(&fold(name.as_str()))
    }

    /// A line of a list of clients.
    pub(super) fn take_line(&mut self, line: &ClientLine, resolver: &mut Resolver<'_>, plan: &mut Plan) {
        let marks = Marks::new(&line.phones, &line.email, line.born);
        let by_uid = line.uid.as_ref().and_then(|uid| self.by_uid.get(uid.as_str())).copied();
        let by_foreign = line.foreign_id.as_ref().and_then(|id| self.by_foreign.get(id)).copied();
        let known = by_uid.or(by_foreign).map(|at| self.all[at].id);
        let found = known.map_or_else(|| self.find(&line.name, line.foreign_id.as_ref(), &marks), Found::One);
        match found {
            Found::One(id) => {
                plan.clients.duplicates += 1;
                self.know(line.foreign_id.as_ref(), id);
            }
            Found::Several(several) => plan.clients.bad.push(Bad { line: line.line, reason: ambiguous(several.len(), &line.name) }),
            Found::Nobody => match new_client(line, resolver) {
                Ok(client) => {
                    plan.namesakes += usize::from(self.has_namesake(&line.name));
                    let id = Ref::New(plan.import.clients.len());
                    plan.import.clients.push(client);
                    plan.clients.new += 1;
                    self.add(&line.name, Person { id, foreign: line.foreign_id.clone(), marks });
                }
                Err(reason) => plan.clients.bad.push(Bad { line: line.line, reason }),
            },
        }
    }

    fn know(&mut self, foreign: Option<&Clean>, id: Ref<ClientId>) {
        let Some(foreign) = foreign else { return };
        if let Some(at) = self.by_id.get(&id).copied() {
            self.by_foreign.entry(foreign.clone()).or_insert(at);
            self.all[at].foreign.get_or_insert_with(|| foreign.clone());
        }
    }

    /// Whose appointment it is. `ours`: the file is an export of this program, whose client numbers mean nothing elsewhere.
    pub(super) fn whose(&self, key: &ClientKey) -> Result<Found, String> {
        if let Some(at) = key.foreign_id.as_ref().and_then(|id| self.by_foreign.get(id)) {
            return Ok(Found::One(self.all[*at].id));
        }
        if key.name.is_empty() {
            let number = key.foreign_id.as_ref().map(Clean::to_string).unwrap_or_default();
            return Err(format!(
                "The client is only the number {number}: import the list of clients together with this one, or write the name."
            ));
        }
        Ok(self.find(&key.name, key.foreign_id.as_ref(), &Marks::new(&key.phone, &key.email, key.born)))
    }

    /// Somebody whom only an appointment names.
    pub(super) fn add_from(&mut self, key: &ClientKey, plan: &mut Plan) -> Result<Ref<ClientId>, String> {
        let client = NewClient {
            name: key.name.clone(),
            phones: key.phone.clone(),
            email: key.email.clone(),
            born: key.born,
            ..NewClient::default()
        };
        client.check().map_err(|refusal| refusal.to_string())?;
        plan.namesakes += usize::from(self.has_namesake(&key.name));
        let id = Ref::New(plan.import.clients.len());
        plan.import.clients.push(client);
        plan.from_appointments += 1;
        let marks = Marks::new(&key.phone, &key.email, key.born);
        self.add(&key.name, Person { id, foreign: key.foreign_id.clone(), marks });
        Ok(id)
    }
}

/// Why a name is not enough.
pub(super) fn ambiguous(several: usize, name: &Clean) -> String {
    format!("{several} clients here are called {name}: add the phone or the date of birth, so that the right one is found.")
}

fn new_client(line: &ClientLine, resolver: &Resolver<'_>) -> Result<NewClient, String> {
    // "ask her son" stands where other programs keep a phone; here it is a note.
    let (numbers, words): (Vec<&str>, Vec<&str>) =
        line.phones.as_str().split(',').map(str::trim).filter(|phone| !phone.is_empty()).partition(|phone| !digits(phone).is_empty());
    let phones = if words.is_empty() { line.phones.clone() } else { Clean::line(&numbers.join(", ")) };
    let note = [line.note.as_str(), &words.join(", ")].iter().copied().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    let note = if words.is_empty() { line.note.clone() } else { Clean::text(&note) };
    let client = NewClient {
        name: line.name.clone(),
        preferred_name: line.preferred.clone().unwrap_or_default(),
        phones,
        email: line.email.clone(),
        born: line.born,
        guardian: line.guardian.clone(),
        therapist: resolver.preferred(line.therapist.as_ref()),
        service: resolver.usual(line.service.as_ref()),
        pressure: line.pressure.as_str().parse().ok().filter(|pressure| (1..=5).contains(pressure)),
        note,
        prefers: Some(line.prefers.clone()).filter(|words| liked::read(words.as_str()).is_ok()).unwrap_or_default(),
        archived: line.archived,
    };
    client.check().map_err(|refusal| refusal.to_string())?;
    Ok(client)
}
