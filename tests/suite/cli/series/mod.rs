//! Standing appointments from the command line.
mod changing;
mod making;
mod preview;
