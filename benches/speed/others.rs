//! The same book in another program, whole processes side by side: what somebody waits for who types a command.
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::Result;

use super::book::Made;
use super::table::{Table, millis, percentile};

/// How often each process is started.
const RUNS: usize = 15;

/// Today's list by calcurse and by `knotbook today`, started in turns.
pub(crate) fn beside(folder: &Path, made: &Made, table: &Table) -> Result<()> {
    let what = "today's list, whole process";
    if !table.wants(what) {
        return Ok(());
    }
    let theirs = folder.join(format!("calcurse-{}", table.size));
    if run(Command::new("calcurse").arg("--version")).is_none() {
        eprintln!("calcurse is not installed, so nothing is set beside it");
        return Ok(());
    }
    give_to_calcurse(&theirs, made)?;
    let calcurse = || run(Command::new("calcurse").arg("-D").arg(&theirs).args(["-Q", "--from", "today"]));
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_knotbook"));
    let knotbook = || run(Command::new(&binary).arg("--file").arg(&made.file).arg("today"));
    let has_today = knotbook().is_some();
    let (mut ours, mut others, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let Some(other) = calcurse() else { break };
        others.push(other);
        if let Some(own) = knotbook().filter(|_| has_today) {
            ours.push(own);
            ratios.push(other / own);
        }
    }
    let row = |what: &str, times: Vec<f64>, promise: &str| {
        let (p50, p99) = (percentile(times.clone(), 50), percentile(times.clone(), 99));
        let mark = if promise.parse::<f64>().is_ok_and(|most| p50 > most) { "**over**" } else { "" };
        println!("| {} | {what} | {} | {p50:.3} | {p99:.3} | – | {promise} | {mark} |", table.size, times.len());
    };
    row(&format!("{what}: calcurse"), others, "–");
    if has_today {
        row(&format!("{what}: knotbook"), ours, "10");
        println!(
            "| {} | {what}: calcurse takes so many times as long | {} | {:.1} | | | | |",
            table.size,
            ratios.len(),
            percentile(ratios.clone(), 50)
        );
    } else {
        eprintln!("knotbook has no command “today” yet, so only calcurse was timed");
    }
    Ok(())
}

/// How long a process took, if it could be run and said something.
fn run(command: &mut Command) -> Option<f64> {
    let begun = Instant::now();
    let out = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    (out.status.success() && !out.stdout.is_empty()).then(|| millis(begun.elapsed()))
}

/// calcurse's own file with the same appointments.
fn give_to_calcurse(folder: &Path, made: &Made) -> Result<()> {
    let file = folder.join(format!("sorted-{}", made.today));
    if file.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    // In the order it keeps them itself: out of it, a large file takes it twenty times as long to read.
    let mut all = Vec::new();
    made.open()?.each_appointment(|one| {
        all.push((one.span, format!("{} T{} R{}", one.client_name, one.staff.0, one.staff.0)));
        Ok(())
    })?;
    all.sort();
    let mut lines = String::new();
    for (span, words) in all {
        let form = "%m/%d/%Y @ %H:%M";
        writeln!(lines, "{} -> {} |{words}", span.from().format(form), span.to().format(form))?;
    }
    fs::write(folder.join("apts"), lines)?;
    fs::write(folder.join("todo"), "")?;
    fs::write(folder.join("conf"), "")?;
    fs::write(file, "")?;
    Ok(())
}
