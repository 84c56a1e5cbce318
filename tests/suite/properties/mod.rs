//! What holds whatever is done, proven by chance and by a model.
mod acts;
mod care;
mod decide;
mod free;
mod house;
mod kinds;
mod overlap;
mod rule;
mod series;
mod shorthand;
mod undo;
mod visits;
mod week;
