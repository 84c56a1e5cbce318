//! Files of other programs: bytes in, values of the practice out, and back. No SQL, no file is opened here.
pub mod csv;
pub mod ics;
pub mod paper;
pub mod plan;
pub mod sheet;
