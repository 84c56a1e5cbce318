//! This very test binary once more, as a process of its own.
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

const FILE: &str = "KNOTBOOK_TEST_FILE";
const NUMBER: &str = "KNOTBOOK_TEST_NUMBER";

/// A process that runs one ignored test on a file.
pub(crate) struct Process {
    pub(crate) child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

/// The command that runs one ignored test, as `test` among its like.
pub(crate) fn command(test: &str, file: &Path, number: u64) -> Command {
    command_of(&std::env::current_exe().expect("the name of this program"), test, file, number)
}

/// The same, by a copy of this program.
pub(crate) fn command_of(program: &Path, test: &str, file: &Path, number: u64) -> Command {
    let mut command = Command::new(program);
    command.args([test, "--exact", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(FILE, file).env(NUMBER, number.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

impl Process {
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.spawn().expect("a process");
        let lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        Self { child, lines }
    }

    /// The next line that the work itself said; `None` once the process is over.
    pub(crate) fn line(&mut self) -> Option<String> {
        loop {
            match self.lines.next()? {
                Ok(line) => {
                    // The harness begins the line of the first word.
                    if let Some((_, said)) = line.split_once("> ") {
                        return Some(said.to_owned());
                    }
                }
                Err(_) => return None,
            }
        }
    }

    pub(crate) fn tell(&mut self, line: &str) {
        let stdin = self.child.stdin.as_mut().expect("its ear");
        writeln!(stdin, "{line}").expect("a word to the process");
    }

    /// Ends it as a pulled plug would, and gives what it had said until then.
    pub(crate) fn kill(&mut self) -> Vec<String> {
        self.child.kill().expect("a kill");
        self.rest()
    }

    pub(crate) fn rest(&mut self) -> Vec<String> {
        let said: Vec<String> = std::iter::from_fn(|| self.line()).collect();
        self.child.wait().expect("its end");
        said
    }
}

/// Within the process: the file and the number it was given; `None` when somebody runs the ignored tests by hand.
pub(crate) fn given() -> Option<(PathBuf, u64)> {
    let file = std::env::var_os(FILE)?;
    let number = std::env::var(NUMBER).ok()?.parse().ok()?;
    Some((PathBuf::from(file), number))
}

/// Within the process: one line to the one who waits.
pub(crate) fn say(words: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "> {words}").expect("a word");
    out.flush().expect("a word, at once");
}

/// Within the process: waits for the word to begin.
pub(crate) fn wait_for_word() {
    say("ready");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("the word");
}
