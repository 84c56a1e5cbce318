//! What is offered for a word, and what is refused in its place.
use super::Session;
use crate::practice::DANA;

#[test]
fn a_word_is_offered_and_taken_with_tab_or_the_arrows() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.keys("L <space> utr").shows("utrap").shows("upper trapezius").keys("<tab> 7").shows("L utrap 7");
    dana.keys("<space> @").shows("temple").keys("<down> <down> <enter>");
    let line = dana.row_with("L utrap 7 @");
    assert!(!line.contains("@ "), "the second offer was taken: {line}");
    // Digits stay digits, and ↵ without a choice is a new line.
    dana.keys("<space> ic6").shows("ic6").keys("<enter> n <enter>").shows_not("▸ nrs");
}

#[test]
fn a_refused_word_is_marked_and_can_be_mended_in_place() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.keys("L <space> glut <space> 5>3").shows("✗ L glut 5>3").shows("✗ “glut”").shows("gluteus medius").keys("<tab>");
    dana.shows_not("✗ L").shows_not("“glut”");
    dana.keys("<end> <enter> L <space> utrap <space> 7-3 <enter>").shows("✗ L utrap 7-3").shows("✗ 1 line to mend");
    dana.keys("<up>").shows("7>3").keys("<tab>").shows("L utrap 7>3").shows_not("to mend");
}

#[test]
fn a_refusal_at_signing_leads_to_its_line() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.keys("<f9>").shows("The note is empty");
    dana.keys("nrs <space> 12 <enter> next <space> neck <f9>").shows("Line 1:").shows_not("Not signed yet");
    dana.keys("<backspace>").shows("nrs 1").keys("<c-u> nrs <space> 2 <f9>").shows("Not signed yet").keys("<esc>").shows("nrs 2");
    dana.keys("<c-n>").shows("This answers a line that was carried forward");
    dana.keys("<end> <enter> L <space> gmax <space> 5>3 <f9>").shows("A sensitive place was treated (gmax)");
}

#[test]
fn a_phrase_is_kept_written_out_in_every_part_and_forgotten() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.keys("<tab>").types("sits at the desk all day").keys("<c-o>").shows("sits at the desk all day").keys("desk <enter>");
    dana.shows("Kept a phrase")
        .shows("ctrl-o changes or forgets it")
        .shows_not("takes it back")
        .keys("<tab>")
        .types(".desk now")
        .shows("sits at the desk all day now");
    dana.keys("<s-tab> <s-tab>").types("next .").shows("tab sits at the desk").shows("  .desk").types("x").shows_not("  .desk");
    dana.keys("<backspace>").types("de").keys("<tab>").shows("next sits at the desk all day").keys("<c-u>");
    dana.types("next .desk and").shows("next sits at the desk all day and");
    dana.keys("<c-o>")
        .shows("There are: .desk")
        .keys(".desk <tab> <c-u>")
        .shows("↵ forgets .desk")
        .keys("<enter>")
        .shows("Forgot a phrase");
    dana.keys("<end> <enter>").types("next .desk x").shows("next .desk x");
}

#[test]
fn typing_is_taken_back_by_itself_and_never_the_book() {
    let session = Session::first();
    let mut dana = session.open(DANA);
    dana.types("next neck").keys("<c-z>").shows_not("next neck").keys("<c-y>").shows("next neck");
    dana.keys("<c-z> <c-z> <c-z> <c-z> <c-z>").shows("Acts on the book are taken back outside the note").shows_not("Took back");
}
