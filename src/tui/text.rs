//! Text cut, filled up and wrapped to columns, as a terminal counts them.
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Text in exactly `width` columns or fewer: cut by letters as a reader counts them, with "…" where something is missing.
pub(super) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for letter in text.graphemes(true) {
        let wide = letter.width();
        if used + wide + 1 > width {
            break;
        }
        out.push_str(letter);
        used += wide;
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// Text in exactly `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let mut out = fit(text, width);
    let used = out.width();
    out.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    out
}

/// Words wrapped to `width`, for the few places where a sentence may be longer than a row.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut current = String::new();
        for word in paragraph.split(' ') {
            if !current.is_empty() && current.width() + 1 + word.width() > width {
                lines.push(std::mem::take(&mut current));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(current);
    }
    lines.into_iter().map(|line| fit(&line, width)).collect()
}
