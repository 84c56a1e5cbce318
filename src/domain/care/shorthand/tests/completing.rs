use super::super::*;

/// The offers at `|`, as the line would be with each.
fn offered(line: &str) -> Vec<String> {
    let cursor = line.find('|').expect("a cursor");
    let line = line.replace('|', "");
    let Completions { at, offers } = complete(&line, cursor);
    offers.iter().map(|offer| format!("{}{}{}", &line[..at.start], offer.insert, &line[at.end..])).collect()
}

#[test]
fn what_can_stand_under_the_cursor() {
    let table: [(&str, &[&str]); 24] = [
        ("L ut|", &["L utrap"]),
        ("^ L glu| ?>?", &["^ L gmax ?>?", "^ L gmed ?>?", "^ L gmin ?>?"]),
        ("L gl|ut/ant 3", &["L gmax/ant 3", "L gmed/ant 3", "L gmin/ant 3"]),
        ("L sub|", &["L subocc", "L subscap", "L subcl"]),
        ("L infra @|", &["L infra @shf", "L infra @arf", "L infra @aro", "L infra @far", "L infra @thumb", "L infra @smb"]),
        ("L infra 8>5 @th|", &["L infra 8>5 @thumb", "L infra 8>5 @far", "L infra 8>5 @throat"]),
        ("L infra @shf,a|rm", &["L infra @shf,arf", "L infra @shf,aro"]),
        ("L infra @shf,sh|", &["L infra @shf,smb", "L infra @shf,sht"]),
        ("L infra @sh|,shf", &["L infra @smb,shf"]),
        ("L utrap i|", &["L utrap ic", "L utrap ice"]),
        ("L utrap =|", &["L utrap =rel", "L utrap =part", "L utrap =nc", "L utrap =worse"]),
        ("L utrap +|", &["L utrap +a", "L utrap +l", "L utrap +s", "L utrap +k"]),
        ("n|", &["nrs", "ndi", "next"]),
        ("alert s|", &["alert stop"]),
        ("rom cx r|", &["rom cx rot"]),
        ("nrs w|", &["nrs worst"]),
        // Nothing for what is free, done, or a number.
        ("|", &[]),
        ("L |", &[]),
        ("L utrap/c|", &[]),
        ("L utrap 7|", &[]),
        ("L utrap ; i|", &[]),
        ("L utrap :a|", &[]),
        ("next L i|", &[]),
        ("alert stop s|", &[]),
    ];
    for (line, all) in table {
        let offered = offered(line);
        assert!(offered.len() <= 9);
        let first: Vec<&str> = offered.iter().map(String::as_str).take(all.len().max(1)).collect();
        assert_eq!(first, all, "{line}");
    }
}

#[test]
fn an_offer_says_what_it_is() {
    let offers = complete("L ut", 4).offers;
    assert_eq!((offers[0].insert.as_str(), offers[0].words.as_str()), ("utrap", "upper trapezius"));
    let offers = complete("L infra @", 9).offers;
    assert_eq!((offers[0].insert.as_str(), offers[0].words.as_str()), ("shf", "front of the shoulder"));
}
