//! Progress: words first, then the pictures.
use crate::person::Person;
use crate::plan_scene::Care;
use crate::practice::DANA;

#[test]
fn look() {
    let care = Care::new();
    for (size, keys) in [
        ((80, 24), "/ maria <enter> g"),
        ((80, 24), "/ maria <enter> g <tab>"),
        ((80, 24), "/ maria <enter> g <tab> <tab>"),
        ((80, 24), "/ maria <enter> g <tab> <tab> <tab>"),
        ((80, 24), "/ maria <enter> g <s-tab>"),
        ((120, 36), "/ maria <enter> g"),
        ((200, 60), "/ maria <enter> g f"),
    ] {
        let mut dana = Person::at(&care.place, DANA);
        dana.size(size.0, size.1).keys(keys);
        println!("{}", dana.screen());
    }
}
