//! The text of a file in whatever encoding it is.

use std::path::Path;

use encoding_rs::Encoding;

use crate::source::{ReadError, Source};

/// Why the text of a dictionary could not be had.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The file cannot be read, or is not UTF-8 and nobody said what it is.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It holds no text.
    #[error("`{name}` holds no text: it {what}")]
    NoText {
        /// The path as given.
        name: String,
        /// What it seems to be.
        what: &'static str,
    },
    /// There is no encoding of this name.
    #[error("`{label}` is no encoding known here")]
    NoEncoding {
        /// The name as given.
        label: String,
    },
    /// The bytes are not in the encoding named.
    #[error("`{name}` is not in {encoding}")]
    Wrong {
        /// The path as given.
        name: String,
        /// The encoding's name.
        encoding: &'static str,
    },
}

impl DecodeError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Read(ReadError::NotUtf8 { .. } | ReadError::Utf16 { .. }) => {
                "convert it: `framelens lexicon convert FILE OUT --encoding windows-1252`, or whatever it is in"
                    .to_owned()
            }
            Self::Read(ReadError::Io { .. }) => "give the path of a file that can be read".to_owned(),
            Self::NoText { .. } => {
                "export it as plain text from the program that made it; encrypted dictionaries of LIWC cannot be read"
                    .to_owned()
            }
            Self::NoEncoding { .. } => "such as utf-8, windows-1252, iso-8859-2, shift_jis or euc-jp".to_owned(),
            Self::Wrong { .. } => "name another with --encoding".to_owned(),
        }
    }
}

/// Reads a file: UTF-8, UTF-16 with a byte order mark, or as `encoding` says. Lone carriage returns, as old Macintosh files
/// have them, become line feeds.
///
/// # Errors
/// When it cannot be read, holds no text, or is in another encoding.
pub fn decode(path: &Path, encoding: Option<&str>) -> Result<Source, DecodeError> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|cause| ReadError::Io { name: name.clone(), cause })?;
    let told = encoding.map(|label| {
        Encoding::for_label(label.as_bytes()).ok_or_else(|| DecodeError::NoEncoding { label: label.to_owned() })
    });
    let marked = Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
    let known = told.transpose()?.or(marked);
    if let Some(what) = no_text(&bytes, known) {
        return Err(DecodeError::NoText { name, what });
    }
    let text = match known {
        Some(encoding) => {
            let (text, used, wrong) = encoding.decode(&bytes);
            if wrong {
                return Err(DecodeError::Wrong { name, encoding: used.name() });
            }
            text.into_owned()
        }
        None => crate::source::utf8(&name, bytes)?,
    };
    Ok(Source::new(&name, &with_line_feeds(text)))
}

/// What bytes that are no text seem to be.
fn no_text(bytes: &[u8], encoding: Option<&'static Encoding>) -> Option<&'static str> {
    const LOOKED_AT: usize = 8_192;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if head.starts_with(b"PK\x03\x04") {
        return Some("is a zip archive");
    }
    if head.starts_with(b"\x1f\x8b") {
        return Some("is compressed with gzip");
    }
    if encoding.is_some_and(|encoding| encoding.name().starts_with("UTF-16")) {
        return None;
    }
    let controls = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=31 | 127)).count();
    if controls * 50 > head.len() {
        return Some("is encrypted or in a format of its own");
    }
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let (digits, letters) = (line.iter().any(u8::is_ascii_digit), line.iter().any(u8::is_ascii_uppercase));
    (line.len() >= 60 && line.iter().all(is_base64) && digits && letters).then_some("is encrypted or encoded as base64")
}

fn with_line_feeds(text: String) -> String {
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    if !text.contains('\r') {
        return text;
    }
    let follows = text.as_bytes().iter().skip(1).copied().chain([0]);
    if text.bytes().zip(follows).all(|(byte, next)| byte != b'\r' || next == b'\n') {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}
