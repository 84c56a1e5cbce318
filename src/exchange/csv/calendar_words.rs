//! Months and days of the week in the six languages the headings are read in.

/// Words between the parts of a date that say nothing.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(word, "of" | "de" | "del" | "the" | "den" | "der" | "dem" | "le" | "el" | "il" | "am")
}

/// Whether a folded word is a day of the week; the short French "mar" is left to the month of March.
pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: &str = "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so \
         montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lun mer jeu ven sam dim lundi mardi mercredi jeudi vendredi \
         samedi dimanche lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom lunedi martedi mercoledi giovedi venerdi \
         domenica gio ma wo vr za zo maandag dinsdag woensdag donderdag vrijdag zaterdag zondag";
    DAYS.split_ascii_whitespace().any(|day| day == word)
}

/// The month, from 1, a folded word begins like.
pub(super) fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "ene", "gen"],
        &["feb", "fev"],
        &["mar", "maa", "mrt"],
        &["apr", "avr", "abr"],
        &["may", "mai", "mei", "mag"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "aou", "ago"],
        &["sep", "set"],
        &["oct", "okt", "ott"],
        &["nov"],
        &["dec", "dez", "dic"],
    ];
    if word.len() > 10 || is_weekday(word) {
        return None;
    }
    let at = MONTHS.iter().position(|starts| starts.iter().any(|start| word.starts_with(start)))?;
    u32::try_from(at + 1).ok()
}
