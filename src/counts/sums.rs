//! The numbers of one framing in one document, and of the document itself.

use std::ops::{AddAssign, Sub};

/// How much text there is, in sums over sentences. The identity of adding is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Words.
    pub tokens: u64,
    /// Sentences.
    pub sentences: u64,
    /// Sum over sentences of the square of their words.
    pub token_squares: u64,
}

/// What was found of one framing (or, where so said, one term), in sums over sentences.
///
/// `squares` and `products` are what an interval needs besides: they add up exactly, so uncertainty merges as well as
/// counts do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Matches.
    pub matches: u64,
    /// Their weights, in ten-thousandths.
    pub weighted: i64,
    /// Those in quotation marks of either kind.
    pub quoted: u64,
    /// Those that a negator reaches.
    pub negated: u64,
    /// Those of terms that one side of a dispute rejects.
    pub contested: u64,
    /// Sentences with a match.
    pub sentences: u64,
    /// Sum over sentences of the square of their matches.
    pub squares: u64,
    /// Sum over sentences of their matches times their words.
    pub products: u64,
}

impl AddAssign for Extent {
    fn add_assign(&mut self, other: Self) {
        self.tokens += other.tokens;
        self.sentences += other.sentences;
        self.token_squares += other.token_squares;
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.matches += other.matches;
        self.weighted += other.weighted;
        self.quoted += other.quoted;
        self.negated += other.negated;
        self.contested += other.contested;
        self.sentences += other.sentences;
        self.squares += other.squares;
        self.products += other.products;
    }
}

impl Sub for Extent {
    type Output = Self;

    /// What is left without a part.
    fn sub(self, part: Self) -> Self {
        Self {
            tokens: self.tokens - part.tokens,
            sentences: self.sentences - part.sentences,
            token_squares: self.token_squares - part.token_squares,
        }
    }
}

impl Sub for Counts {
    type Output = Self;

    /// What is left without a part.
    fn sub(self, part: Self) -> Self {
        Self {
            matches: self.matches - part.matches,
            weighted: self.weighted - part.weighted,
            quoted: self.quoted - part.quoted,
            negated: self.negated - part.negated,
            contested: self.contested - part.contested,
            sentences: self.sentences - part.sentences,
            squares: self.squares - part.squares,
            products: self.products - part.products,
        }
    }
}

impl Extent {
    /// Adds a sentence of so many words.
    pub fn add_sentence(&mut self, tokens: u64) {
        *self += Self { tokens, sentences: 1, token_squares: tokens * tokens };
    }
}

impl Counts {
    /// Closes a sentence of `tokens` words in which there were `matches` of this framing.
    pub fn close_sentence(&mut self, matches: u64, tokens: u64) {
        if matches > 0 {
            self.sentences += 1;
            self.squares += matches * matches;
            self.products += matches * tokens;
        }
    }
}
