//! The log: what was done and how long it took, in a file beside nothing of the practice. It holds kinds of acts, ids, times
//! and what went wrong, and never a word of a client: [`kind`] and [`plainly`] see to that.
mod file;

use std::fmt::{self, Debug, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::Path;
use std::time::Duration;

use tracing::level_filters::LevelFilter;
use tracing::subscriber::Subscriber;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::fmt::MakeWriter;

/// The file's name; the older ones end in `.1`, `.2` …
pub const NAME: &str = "knotbook.log";

/// So many lines wait for the disk at most; room for more would be paid for at every start.
const WAITING: usize = 512;

/// Writes what waits when it is let go.
#[derive(Debug)]
pub struct Log(#[expect(dead_code, reason = "held for what it does when it goes")] WorkerGuard);

/// Begins the log in `folder`. A folder that cannot be written to is no reason not to open the book: then there is no log.
pub fn begin(folder: &Path, verbose: bool) -> Option<Log> {
    let file = file::Rolling::open(folder).ok()?;
    // Lines are written by a thread of their own: no key waits for a disk, and when that thread hangs, lines are dropped.
    let (lines, guard) = NonBlockingBuilder::default().thread_name("log").buffered_lines_limit(WAITING).finish(file);
    tracing::subscriber::set_global_default(subscriber(lines, verbose)).ok()?;
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |about| {
        panicked(about);
        usual(about);
    }));
    Some(Log(guard))
}

/// What writes events as lines: time, level, words, fields.
pub fn subscriber<W: for<'a> MakeWriter<'a> + Send + Sync + 'static>(lines: W, verbose: bool) -> impl Subscriber + Send + Sync {
    let level = if verbose { LevelFilter::DEBUG } else { LevelFilter::INFO };
    tracing_subscriber::fmt().with_max_level(level).with_ansi(false).with_target(false).with_writer(lines).finish()
}

/// Where the program fell over; what it said then may hold somebody's words.
pub fn panicked(about: &PanicHookInfo<'_>) {
    let place = about.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(place, "fell over");
}

/// Milliseconds as the log writes them.
pub fn ms(took: Duration) -> String {
    format!("{:.2}", took.as_secs_f64() * 1000.0)
}

/// The kind of a value: the names of its two outermost variants, and nothing of what they hold.
pub fn kind(value: &impl Debug) -> String {
    let mut head = Head(String::new());
    // It ends where the first value begins, which is no failure.
    let _ = write!(head, "{value:?}");
    let mut names: Vec<&str> = head.0.split('.').filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase())).collect();
    names.truncate(2);
    names.join(".")
}

/// Takes the names of variants and stops at whatever else comes.
struct Head(String);

impl fmt::Write for Head {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '(' => self.0.push('.'),
                c if c.is_ascii_alphanumeric() => self.0.push(c),
                _ => return Err(fmt::Error),
            }
        }
        Ok(())
    }
}

/// Why something went wrong, cause by cause, without anything quoted: that may be a word out of the file.
pub fn plainly(why: &dyn std::error::Error) -> String {
    let mut chain = without_quotes(&why.to_string());
    let mut cause = why.source();
    while let Some(next) = cause {
        let words = without_quotes(&next.to_string());
        if !chain.ends_with(&words) {
            let _ = write!(chain, ": {words}");
        }
        cause = next.source();
    }
    chain
}

fn without_quotes(words: &str) -> String {
    let mut out = String::new();
    let mut letters = words.chars();
    while let Some(c) = letters.next() {
        let end = match c {
            '“' => '”',
            '"' => '"',
            '`' => '`',
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push_str("[…]");
        while let Some(inside) = letters.next() {
            if inside == '\\' {
                letters.next();
            } else if inside == end {
                break;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_holds_no_values() {
        assert_eq!(kind(&Ok::<_, ()>(Some(7))), "Ok.Some");
        assert_eq!(kind(&std::cmp::Ordering::Less), "Less");
        assert_eq!(kind(&Err::<(), _>("Maria")), "Err");
        assert_eq!(kind(&std::cell::Cell::new("Maria")), "Cell");
        assert_eq!(kind(&"Maria"), "");
    }

    #[test]
    fn a_reason_holds_nothing_that_was_quoted() {
        let why = anyhow::anyhow!("“Maria” stands where a date should").context("The file \"a \\\" b\" and `c` could not be read");
        assert_eq!(plainly(why.as_ref()), "The file […] and […] could not be read: […] stands where a date should");
        assert_eq!(without_quotes("open “to the end"), "open […]");
    }
}
