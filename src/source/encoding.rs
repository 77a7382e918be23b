//! Are the bytes of a file the text that they are taken for?

/// Why a file of text could not be had.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot read `{name}`: {cause}")]
    Io {
        /// The path as it was given.
        name: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The bytes are not UTF-8.
    #[error("`{name}` is not UTF-8: byte {byte} (line {line}) begins no character")]
    NotUtf8 {
        /// The path as it was given.
        name: String,
        /// Offset of the first wrong byte, from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// The bytes are UTF-16, by their byte order mark or by their many zeros.
    #[error("`{name}` is not UTF-8: it begins like {encoding}")]
    Utf16 {
        /// The path as it was given.
        name: String,
        /// What `iconv` calls the encoding.
        encoding: &'static str,
    },
}

impl ReadError {
    /// What to do about it, where that is the same whatever the file is for.
    pub fn help(&self) -> Option<String> {
        let encoding = match self {
            Self::Io { .. } => return None,
            Self::NotUtf8 { .. } => "WINDOWS-1252",
            Self::Utf16 { encoding, .. } => encoding,
        };
        Some(format!("save it as UTF-8, for example: iconv -f {encoding} -t UTF-8 IN > OUT"))
    }
}

/// The text of a file.
///
/// # Errors
/// When it is not UTF-8: the first wrong byte, or the encoding that it is in.
pub(crate) fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, ReadError> {
    not_utf16(name, &bytes)?;
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..byte].iter().filter(|&&b| b == b'\n').count();
        ReadError::NotUtf8 { name: name.to_owned(), byte, line }
    })
}

/// Refuses what begins like UTF-16. Without its mark, that is UTF-8 to the letter: every second byte of a Latin text is a
/// zero, and each letter would count as a word.
///
/// # Errors
/// The encoding.
pub(crate) fn not_utf16(name: &str, bytes: &[u8]) -> Result<(), ReadError> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = match head {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16",
        _ if 4 * (even + odd) < head.len().max(1) => return Ok(()),
        _ if odd > even => "UTF-16LE",
        _ => "UTF-16BE",
    };
    Err(ReadError::Utf16 { name: name.to_owned(), encoding })
}

/// So many bytes tell the encoding.
const LOOKED_AT: usize = 1 << 10;
