//! What holds whatever is done, proven by chance and by a model.
mod acts;
mod decide;
mod house;
mod kinds;
mod overlap;
mod undo;
mod week;
