//! The keys of a session note: while it is written, while something is offered for a word, before it is signed, and once it is.
use crate::tui::keys::{Binding, Command, Key, quiet, shown};
use Key::{BackTab, Char, Ctrl, Down, Enter, Esc, F, Tab, Up};

pub(in crate::tui) const KEYS: &[Binding] = &[
    shown(&[F(9)], Command::LookAndSign, "look and sign", "look at all that will be signed; again signs it"),
    shown(&[Tab], Command::NextField, "next part", "the next part of the note: the lines, then the four texts"),
    quiet(&[BackTab], Command::PreviousField, "the part before"),
    shown(&[Esc], Command::Back, "leave", "leave; the draft is kept and waits to be signed"),
];

/// While something is offered for the word under the cursor.
pub(in crate::tui) const OFFER_KEYS: &[Binding] = &[
    shown(&[Tab], Command::TakeOffer, "take it", "take what is offered for this word"),
    shown(&[Down], Command::Down, "choose", "choose among what is offered; ↵ takes it"),
    shown(&[Enter], Command::NextLine, "next line", "a new line; takes what was chosen with the arrows"),
    quiet(&[Up], Command::Up, "the offer before"),
    shown(&[Esc], Command::Back, "no offers", "put the offers away; esc again leaves the note"),
    shown(&[F(9)], Command::LookAndSign, "look and sign", "look at all that will be signed; again signs it"),
];

/// In both.
pub(in crate::tui) const WRITING_KEYS: &[Binding] = &[
    shown(&[Ctrl('t')], Command::TakeOver, "take over", "write here what another window has open"),
    shown(&[Ctrl('d')], Command::DropCarried, "drop unanswered", "drop all lines that were carried forward and have no value yet"),
    shown(
        &[Ctrl('r')],
        Command::CarryForward,
        "bring last lines",
        "bring the findings of the plan's last signed note, without their values",
    ),
    shown(&[Ctrl('x')], Command::DropLine, "drop line", "drop the line under the cursor"),
    shown(&[Ctrl('n')], Command::NotAssessed, "not assessed", "the point of this line was not assessed (na); on to the next one"),
    shown(&[Ctrl('g')], Command::ShowMap, "map", "the body map instead of the words, or back"),
    shown(&[Ctrl('o')], Command::Phrases, "phrases", "keep this line as a phrase of yours, or forget one: .desk and a space writes it out"),
    quiet(&[Ctrl('p')], Command::NextPlan, "which plan the session belongs to"),
    quiet(&[Ctrl('z')], Command::UndoTyping, "take back what was typed here last; the book's own acts are taken back outside the note"),
    quiet(&[Ctrl('y')], Command::RedoTyping, "type again what was taken back"),
    quiet(&[Ctrl('s')], Command::Save, "the draft is kept as it is typed; says when it was"),
];

pub(in crate::tui) const LOOK_KEYS: &[Binding] = &[
    shown(&[F(9), Enter], Command::LookAndSign, "sign", "sign the note: it stays as it is from then on"),
    shown(&[Esc], Command::Back, "back to writing", "back to writing; nothing is signed"),
];

pub(in crate::tui) const SIGNED_KEYS: &[Binding] = &[
    shown(&[Char('a')], Command::Amend, "add to it", "add to the signed note, with a reason"),
    shown(
        &[Char('x')],
        Command::StrikeOut,
        "strike out",
        "entered in error: strike it out; it can be entered again under the right client",
    ),
    shown(&[Char('o')], Command::OpenClient, "client", "open the client"),
];
