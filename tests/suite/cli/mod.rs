//! Commands, what they print, and their exit codes; at the harness's clock, through the same door as the program.
mod book;
mod care;
mod care_print;
mod house;
mod import;
mod import_ics;
mod print;
mod process;
mod roles;
mod series;
mod words;

use clap::Parser;
use knotbook::cli::{self, Args, World};

use crate::practice::{Place, now};

/// What a command answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    /// The answer of a command that has to be done.
    #[track_caller]
    pub(crate) fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (cli::DONE, ""), "{}", self.out);
        self.out
    }

    /// The reason of a command that has to be refused.
    #[track_caller]
    pub(crate) fn refused(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (cli::REFUSED, ""), "{}", self.err);
        self.err
    }

    pub(crate) fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.done()).expect("JSON")
    }
}

impl Place {
    /// One command on this practice's file; blanks part the words, `'…'` keeps them together.
    pub(crate) fn knotbook(&self, line: &str) -> Said {
        self.answering(line, None)
    }

    /// A command that is given something to read.
    pub(crate) fn given(&self, line: &str, input: &str) -> Said {
        self.spoken(line, None, input)
    }

    /// A command with somebody there to be asked.
    pub(crate) fn answering(&self, line: &str, answer: Option<bool>) -> Said {
        self.spoken(line, answer, "")
    }

    fn spoken(&self, line: &str, answer: Option<bool>, input: &str) -> Said {
        let mut input = input.as_bytes();
        let file = self.file();
        let head = ["knotbook".to_owned(), "--file".to_owned(), file.display().to_string()];
        let args = Args::try_parse_from(head.into_iter().chain(words(line))).unwrap_or_else(|unread| panic!("{unread}"));
        let command = args.command.expect("a command");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut ask = |_: &str| answer.unwrap_or(false);
        let mut world = World {
            now: now(),
            os_user: String::new(),
            out: &mut out,
            err: &mut err,
            input: &mut input,
            ask: if answer.is_some() { Some(&mut ask) } else { None },
            progress: false,
        };
        let code = cli::run(&args.global, &command, &mut world);
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Said { code, out: text(out), err: text(err) }
    }
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
