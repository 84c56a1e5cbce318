//! "It hurts at the temple: which muscles?" The drawn body, by keys, words and pointer.
use knotbook::domain::care::body::Region;
use knotbook::tui::msg::Target;

use crate::person::Person;
use crate::practice::{DANA, DESK};
use crate::scene::Scene;

const MAP: &str = ": body <space> map <enter>";

#[test]
fn a_region_lists_the_muscles_that_refer_there() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys(MAP).shows("Left temple").shows("3 muscles refer here").shows("utrap").shows_not("complaints:");
    dana.keys("<enter>").shows("▸Trapezius, upper").shows("refers to: side of neck").shows("tension headache").shows("known from a source");
    dana.keys("<down> <down>").shows("▸Temporalis").keys("<esc>").shows_not("▸Temporalis").shows("Left temple");
    dana.keys("<esc>").shows("── 09:05 now");
}

#[test]
fn arrows_walk_over_the_body_and_round_it() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys(MAP).keys("<left>").shows("Left around or behind the eye").keys("<left>").shows("Right around or behind the eye");
    dana.keys("<c-t>").shows("back").shows("head and neck");
    dana.keys("<esc>").keys(MAP).keys("<right> <right>").shows("back");
}

#[test]
fn a_pattern_is_seen_from_both_sides_and_the_list_stays() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    let view = |dana: &Person| dana.rows()[20].trim_start().split(' ').next().unwrap_or_default().to_owned();
    dana.keys(MAP)
        .keys("buttock <space> fold <enter>")
        .shows("Left lower buttock and fold")
        .keys("<enter> <down>")
        .shows("▸Gluteus maximus");
    assert_eq!(view(&dana), "back");
    dana.keys("<c-t>").shows("▸Gluteus maximus").shows("Left lower buttock and fold");
    assert_eq!(view(&dana), "front");
    dana.keys("<down>").shows("▸Gluteus minimus");
    assert_eq!(view(&dana), "back");
    dana.keys("<esc> sciat");
    assert_eq!(view(&dana), "back");
    dana.keys("<c-t>").shows("▸Gluteus minimus");
    assert_eq!(view(&dana), "front");
}

#[test]
fn the_next_key_leads_through_every_region_and_so_do_their_words() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(120, 36).keys(MAP);
    let mut seen = Vec::new();
    // Until it begins anew.
    while seen.len() < 200 && !seen.contains(&dana.screen()) {
        seen.push(dana.screen());
        dana.keys("<tab>");
    }
    let missing: Vec<&str> = Region::all()
        .map(Region::name)
        .filter(|name| !seen.iter().any(|screen| screen.to_lowercase().contains(&name.to_lowercase())))
        .collect();
    assert!(missing.is_empty() && seen.len() > 140, "{} stops, none at {missing:?}", seen.len());
    for region in Region::all() {
        dana.paste(region.name()).shows(region.name()).keys("<esc>");
    }
}

#[test]
fn words_find_regions_muscles_and_complaints() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys(MAP).keys("bootless").shows("Nothing. Fewer letters find more.").keys("<enter>").shows("Fewer letters find more.");
    dana.keys("<c-c>").shows("Left temple").keys("toothache").shows("Masseter").shows("Digastric").shows("toothache");
    dana.keys("<esc> heel").shows("heel").shows("region").keys("<enter>").shows("Left heel").shows("Soleus").shows("feet");
    dana.keys("piri <enter>").shows("Left buttock").shows("! ask consent").shows("Piriformis · piri");
    dana.keys("mpt").shows("! inside the mouth").keys("<esc> scal").shows("! take care: vessels and nerves near");
    dana.keys("<esc> corbr").shows("its pattern is known as").keys("<esc> ecu").shows("general");
    // A letter is text here, and no key of the book.
    dana.keys("<esc> b u q").shows("buq").keys("<esc> <esc>").shows("── 09:05 now");
}

#[test]
fn a_region_is_pointed_at() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.size(120, 36).keys(MAP).shows("front").shows("back");
    let regions = |dana: &Person| {
        let cells = (0..36).flat_map(|row| (0..60).map(move |column| (column, row)));
        let targets = cells.filter_map(|(column, row)| dana.target_at(column, row));
        targets.filter_map(|target| if let Target::Region(stand) = target { Some(stand) } else { None }).collect::<Vec<_>>()
    };
    let stands = regions(&dana);
    let knee = stands.iter().copied().find(|stand| stand.region.key() == "knee_back").expect("the back of a knee");
    dana.send(knotbook::tui::msg::Msg::Pointed(Target::Region(knee))).shows("Left back of knee").shows("Popliteus");
    dana.click_on("Popliteus").shows("▸Popliteus").click_on("Popliteus").shows("lies: back of knee, back");
    let known: std::collections::HashSet<&str> = stands.iter().map(|stand| stand.region.key()).collect();
    assert!(known.len() > 60, "{} regions can be pointed at", known.len());
}

#[test]
fn it_holds_nothing_of_a_client_and_everybody_may_look() {
    let scene = Scene::week();
    Person::at(&scene.place, DESK).keys(MAP).shows("Left temple").keys("<f2>").shows("Mon 23 Nov");
}

#[test]
fn a_form_beneath_keeps_what_was_typed() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    dana.keys("b maria <enter>").shows("Maria");
    dana.keys("<esc>").keys(MAP).keys("<esc> b").shows("Maria Smith");
}

#[test]
fn opened_from_find_it_lists_what_refers_to_where_it_opens() {
    let scene = Scene::week();
    let mut dana = Person::at(&scene.place, DANA);
    for words in ["brachioradialis", "infraspinatus", "thumb side of forearm", "sciatica"] {
        let found = dana.keys("/").types(words).keys("<tab> <enter>").shows("muscles refer here").screen();
        let walked = dana.keys("<f2>").keys(MAP).types(words).keys("<enter>").shows("muscles refer here").screen();
        assert_eq!(found, walked, "{words}");
        dana.keys("<f2>");
    }
}
