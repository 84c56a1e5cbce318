//! A config.toml with everything that can be said in it, made from the tables themselves so that it is never stale.
use std::fmt::Write;

use super::keys::Place;
use crate::domain::practice::look::Colours;
use crate::tui::keymap::word;
use crate::tui::keys::{Keymap, LIST};
use crate::tui::role::Role;

const HEAD: &str = "\
# Colours and keys of this computer, for knotbook. They go before the practice's own settings.
# A line that begins with #name shows how things are; take the # away and write what you want instead.
# “knotbook config” says whether the file is in order, and where it has to be.
";

/// The example, every setting in it as it comes.
pub fn example() -> String {
    let mut out = HEAD.to_owned();
    theme(&mut out);
    out.push_str(
        "\n# Keys are written c, F6, ctrl-n, enter, esc, tab, shift-tab, space, up, pgdn, home, del; one, or several in brackets.\n\
         # [] takes the key away; the command stays among all commands. Nothing may be left without a way back.\n",
    );
    let keymap = Keymap::default();
    for place in Place::all() {
        let _ = write!(out, "\n[keys.{}]\n", place.name);
        let Some(context) = place.context() else { continue };
        let walks = |words: &str| LIST.iter().any(|list| list.words == words);
        for command in &place.commands {
            let lines: Vec<_> = keymap.bindings(context).iter().filter(|binding| binding.command == *command).collect();
            let Some(first) = lines.first() else { continue };
            // What every list has is said once, under its own heading.
            if place.name != "list" && walks(first.words) && !first.keys.is_empty() && place.walks() {
                continue;
            }
            let keys: Vec<String> = lines.iter().flat_map(|line| &line.keys).map(|key| format!("{:?}", key.plain_words())).collect();
            let setting = format!("#{} = [{}]", word(command), keys.join(", "));
            let _ = writeln!(out, "{setting:<44} # {}", first.words);
        }
    }
    out
}

fn theme(out: &mut String) {
    let colours = Colours::ALL.map(Colours::word).join(", ");
    let _ = write!(
        out,
        "\n[theme]\n{:<44} # {colours}\n{:<44} # true: only letters that every terminal has\n",
        "#colours = \"terminal\"", "#ascii = false"
    );
    out.push_str(
        "\n# Each with one of the terminal's own colours (green, bright-red …) or an exact one (#0a7f3f), and bold, dim, underlined, plain.\n\
         [theme.roles]\n",
    );
    for role in Role::ALL {
        let setting = format!("#{} = \"{}\"", role.word(), role.paint().words());
        let _ = writeln!(out, "{setting:<44} # {}", role.about());
    }
}
