//! Clients and appointments from another program.
use clap::Args;

use super::desk::Desk;
use super::world::{Stop, World};

/// Brings clients and appointments in.
#[derive(Debug, Args)]
pub struct ImportArgs {}

pub(super) fn run(_args: &ImportArgs, _desk: &mut Desk, _world: &mut World<'_>) -> Result<(), Stop> {
    Ok(())
}
