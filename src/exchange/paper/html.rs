//! One page that any browser prints: nothing in it is loaded from elsewhere.
use super::{Block, Paper};
use crate::exchange::sheet::escape;

const STYLE: &str = "body{font:11pt/1.4 sans-serif;color:#000;background:#fff;margin:1.5em;max-width:48em}\
h1{font-size:1.3em;margin:0}h2{font-size:1.1em;margin:1.2em 0 .3em;border-bottom:1px solid #000;break-after:avoid}\
p{margin:.3em 0}.line{margin:.4em 0 .4em 1.2em;break-inside:avoid}.mark{font-weight:bold;margin-right:.8em}\
.beneath{display:block;margin-left:1.6em}@media print{body{margin:0;font-size:10pt}}";

/// The page as a whole HTML page.
pub fn html(paper: &Paper) -> String {
    let (name, title) = (escape(&paper.practice), escape(&paper.title));
    let about: Vec<String> = paper.about.iter().map(|line| escape(line)).collect();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{name}: {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1 dir=\"auto\">{title}</h1>\n<p>{name}<br>\n{}</p>\n",
        about.join("<br>\n")
    );
    paper.blocks.iter().for_each(|block| out.push_str(&piece(block)));
    out + "</body>\n</html>\n"
}

fn piece(block: &Block) -> String {
    match block {
        Block::Heading(words) => format!("<h2 dir=\"auto\">{}</h2>\n", escape(words)),
        Block::Words(words) => format!("<p dir=\"auto\">{}</p>\n", escape(words).replace('\n', "<br>\n")),
        Block::Line { mark, words, beneath } => {
            let mark = if mark.is_empty() { String::new() } else { format!("<span class=\"mark\">{}</span>", escape(mark)) };
            let beneath: String = beneath
                .iter()
                .flat_map(|line| ["<span class=\"beneath\" dir=\"auto\">".to_owned(), escape(line), "</span>".to_owned()])
                .collect();
            format!("<div class=\"line\" dir=\"auto\">{mark}{}{beneath}</div>\n", escape(words))
        }
    }
}
