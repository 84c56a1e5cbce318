//! How fast the book answers when it is small, large and very large, beside what was promised.
//!
//!     cargo bench --bench speed                                  5,000, 100,000 and 1,000,000 appointments
//!     cargo bench --bench speed -- --sizes 5000,100000           only these
//!     cargo bench --bench speed -- --only day                    only what has this word in its name
//!
//! The files are made once and kept under `target/tmp/speed`; the largest takes a few minutes and about four gigabytes. What is
//! measured on them is taken back again, but for a few signed notes, which stay. Times are milliseconds; a row marked `over` broke its promise.
mod book;
mod care;
mod others;
mod screen;
mod standing;
mod table;
mod tasks;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// What the command line asks for.
struct Asked {
    sizes: Vec<usize>,
    only: String,
}

fn asked() -> Result<Asked> {
    let mut asked = Asked { sizes: vec![5_000, 100_000, 1_000_000], only: String::new() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            // cargo says it to every benchmark.
            "--bench" => {}
            "--sizes" => {
                let sizes = words.next().context("--sizes needs numbers, e.g. 5000,100000")?;
                asked.sizes = sizes.split(',').map(|size| size.replace('_', "").parse()).collect::<Result<_, _>>()?;
            }
            "--only" => asked.only = words.next().context("--only needs a word, e.g. day")?,
            other => bail!("{other} is not understood. There are --sizes 5000,100000 and --only WORD."),
        }
    }
    Ok(asked)
}

fn main() -> Result<()> {
    let asked = asked()?;
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("speed");
    std::fs::create_dir_all(&folder)?;
    println!("{}", table::HEAD);
    for size in asked.sizes {
        let made = book::ready(&folder, size)?;
        let table = table::Table { size, only: asked.only.clone() };
        care::fill(&made)?;
        tasks::all(&made, &table)?;
        care::all(&made, &table)?;
        screen::keys(&made, &table)?;
        screen::note_keys(&made, &table)?;
        others::beside(&folder, &made, &table)?;
    }
    Ok(())
}
