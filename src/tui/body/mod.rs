//! The drawn body: where the points lie, where they are felt, and a way over it by keys and pointer.
pub mod picture;
pub mod raster;
pub mod signs;
pub(in crate::tui) mod view;
pub mod walk;
pub mod zoom;
