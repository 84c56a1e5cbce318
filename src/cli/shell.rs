//! For the shell: completions and the manual page, made from the arguments themselves.
use clap::{Args as ClapArgs, CommandFactory};

use super::args::Args;
use super::world::{Stop, World};

/// Prints completions for a shell.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example:\n  knotbook completions bash > ~/.local/share/bash-completion/completions/knotbook")]
pub struct CompletionsArgs {
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// Prints the manual page, or writes one a command into a folder.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  knotbook man | man -l -\n  knotbook man --out ~/.local/share/man/man1")]
pub struct ManArgs {
    /// A folder for all the pages
    #[arg(long, value_name = "FOLDER")]
    out: Option<std::path::PathBuf>,
}

pub(super) fn completions(args: &CompletionsArgs, world: &mut World<'_>) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "knotbook", &mut script);
    Ok(world.out.write_all(&script)?)
}

/// Prints the one table of keys.
pub(super) fn keys(world: &mut World<'_>) -> Result<(), Stop> {
    Ok(world.out.write_all(crate::tui::keys_text().as_bytes())?)
}

pub(super) fn man(args: &ManArgs, world: &mut World<'_>) -> Result<(), Stop> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Args::command()).render(&mut page)?;
        return Ok(world.out.write_all(&page)?);
    };
    if !folder.is_dir() {
        return Err(Stop::refused(format!("{} is not a folder. Make it first, or name another one.", folder.display())));
    }
    clap_mangen::generate_to(Args::command(), folder)?;
    world.say(format!("Wrote the manual pages into {}.", folder.display()))
}
