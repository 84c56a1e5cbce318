//! Bytes to text. Excel alone writes four encodings, none of which names itself reliably.
use std::borrow::Cow;
use std::fmt;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first, said by its byte order mark (Excel's "Unicode Text").
    Utf16Le,
    /// UTF-16, big end first, said by its byte order mark.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part: whatever is not valid UTF-8.
    Windows1252,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le | Self::Utf16Be => "UTF-16",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

/// The text of a file, without its byte order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: Encoding,
}

/// Reads any bytes as text: a byte order mark decides (WHATWG Encoding, section 6), else valid UTF-8, else Windows-1252.
/// Never fails; broken sequences become U+FFFD.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let known = encoding_rs::Encoding::for_bom(bytes);
    let (encoding, table, mark) = match known {
        Some((table, mark)) if table == UTF_16LE => (Encoding::Utf16Le, UTF_16LE, mark),
        Some((table, mark)) if table == UTF_16BE => (Encoding::Utf16Be, UTF_16BE, mark),
        Some((_, mark)) => (Encoding::Utf8, UTF_8, mark),
        None if std::str::from_utf8(bytes).is_ok() => (Encoding::Utf8, UTF_8, 0),
        None => (Encoding::Windows1252, WINDOWS_1252, 0),
    };
    let (text, _) = table.decode_without_bom_handling(&bytes[mark..]);
    Decoded { text, encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_a_spreadsheet_writes_is_read() {
        let table: [(&[u8], &str, Encoding); 6] = [
            (b"Ana", "Ana", Encoding::Utf8),
            ("M\u{fc}ller".as_bytes(), "Müller", Encoding::Utf8),
            (b"\xEF\xBB\xBFName", "Name", Encoding::Utf8),
            (b"\xFF\xFEM\0\xFC\0", "Mü", Encoding::Utf16Le),
            (b"\xFE\xFF\0M\0\xFC", "Mü", Encoding::Utf16Be),
            (b"M\xFCller \x80 5 \x96 6", "Müller € 5 – 6", Encoding::Windows1252),
        ];
        for (bytes, text, encoding) in table {
            assert_eq!(decode(bytes), Decoded { text: text.into(), encoding });
        }
    }
}
