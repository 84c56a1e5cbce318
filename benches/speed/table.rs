//! Running something many times, and the row that says how long it took.
use std::time::{Duration, Instant};

use anyhow::Result;
use rustix::time::{ClockId, clock_gettime};

pub(crate) const HEAD: &str = "\
| appointments | what | runs | p50 ms | p99 ms | CPU p50 ms | budget ms | |
|---:|---|---:|---:|---:|---:|---:|---|";

/// What a budget is held against.
#[derive(Clone, Copy)]
pub(crate) enum Budget {
    None,
    /// The median on the wall's clock, milliseconds.
    Wall(f64),
    /// The median of the processor's time, milliseconds: the disk's own time to sync is the disk's.
    Cpu(f64),
}

pub(crate) struct Table {
    pub(crate) size: usize,
    pub(crate) only: String,
}

struct Run {
    wall: f64,
    cpu: f64,
}

impl Table {
    pub(crate) fn wants(&self, what: &str) -> bool {
        what.contains(&self.only)
    }

    /// Runs `work` `runs` times after a warm-up of a tenth, and prints the row.
    pub(crate) fn row<D>(&self, what: &str, budget: Budget, runs: usize, mut work: impl FnMut(usize) -> Result<D>) -> Result<()> {
        self.row_after(what, budget, runs, |_| Ok(()), |run, ()| work(run))
    }

    /// The same for work that needs something made ready each time; only the work is measured.
    pub(crate) fn row_after<T, D>(
        &self,
        what: &str,
        budget: Budget,
        runs: usize,
        mut ready: impl FnMut(usize) -> Result<T>,
        mut work: impl FnMut(usize, T) -> Result<D>,
    ) -> Result<()> {
        if !self.wants(what) {
            return Ok(());
        }
        let warm_up = if runs > 3 { runs / 10 + 1 } else { 0 };
        let mut measured = Vec::with_capacity(runs);
        for run in 0..runs + warm_up {
            let given = ready(run)?;
            let (wall, cpu) = (Instant::now(), processor());
            let done = work(run, given)?;
            measured.push(Run { wall: millis(wall.elapsed()), cpu: millis(processor().saturating_sub(cpu)) });
            drop(done);
        }
        measured.drain(..warm_up);
        self.print(what, budget, &measured);
        Ok(())
    }

    fn print(&self, what: &str, budget: Budget, runs: &[Run]) {
        let walls: Vec<f64> = runs.iter().map(|run| run.wall).collect();
        let cpu = percentile(runs.iter().map(|run| run.cpu).collect(), 50);
        let p50 = percentile(walls.clone(), 50);
        let (promise, over) = match budget {
            Budget::None => (String::from("–"), false),
            Budget::Wall(most) => (format!("{most}"), p50 > most),
            Budget::Cpu(most) => (format!("{most} CPU"), cpu > most),
        };
        let mark = if over { "**over**" } else { "" };
        let p99 = percentile(walls, 99);
        println!("| {} | {what} | {} | {p50:.3} | {p99:.3} | {cpu:.3} | {promise} | {mark} |", self.size, runs.len());
    }
}

/// The processor's time of this thread so far.
fn processor() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The value below which so many of a hundred lie.
pub(crate) fn percentile(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = (values.len() * percent).div_ceil(100).saturating_sub(1);
    values.get(place).copied().unwrap_or(f64::NAN)
}
