//! A hue a family, a shade a framing: the same in all charts, and told apart by colour-blind eyes (Okabe and Ito 2008).

use crate::ids::FamilyId;
use crate::lexicon::Library;

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

pub(super) const INK: Colour = Colour(0x22, 0x22, 0x22);
pub(super) const SOFT_INK: Colour = Colour(0x5A, 0x5A, 0x5A);
pub(super) const GREY: Colour = Colour(0xB4, 0xB4, 0xB4);
pub(super) const GRID: Colour = Colour(0xE4, 0xE4, 0xE4);
pub(super) const PALE: Colour = Colour(0xF5, 0xF5, 0xF5);
pub(super) const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);
/// The darkest of the one-hue scale of rates and likenesses.
const DEEP: Colour = Colour(0x08, 0x3D, 0x77);

/// Blue, purple, orange, green and grey for the families shipped; the rest for others.
const SHIPPED: [(&str, Colour); 5] = [
    ("dialogue", Colour(0x00, 0x72, 0xB2)),
    ("systemic", Colour(0x9C, 0x4F, 0x96)),
    ("contention", Colour(0xE6, 0x9F, 0x00)),
    ("norms", Colour(0x00, 0x9E, 0x73)),
    ("context", Colour(0x6E, 0x6E, 0x6E)),
];
const OTHERS: [Colour; 4] =
    [Colour(0xD5, 0x5E, 0x00), Colour(0x56, 0xB4, 0xE9), Colour(0x8C, 0x6D, 0x31), Colour(0x4B, 0x4B, 0x8F)];

impl Colour {
    /// This colour, so far towards another (0 to 1).
    pub fn towards(self, other: Self, part: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part.clamp(0.0, 1.0)).round() as u8;
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Whether white text can be read on it better than dark.
    pub fn is_dark(self) -> bool {
        0.299 * f64::from(self.0) + 0.587 * f64::from(self.1) + 0.114 * f64::from(self.2) < 140.0
    }

    /// The ink to write on it with.
    pub fn ink(self) -> Self {
        if self.is_dark() { WHITE } else { INK }
    }
}

/// The one-hue scale, from nearly white at 0 to the deepest at 1.
pub(super) fn intensity(part: f64) -> Colour {
    Colour(0xF1, 0xF6, 0xFB).towards(DEEP, part)
}

/// The hue of a family.
pub(super) fn family(family: &FamilyId, library: &Library) -> Colour {
    let shipped = SHIPPED.iter().find(|(name, _)| *name == family.as_str());
    shipped.map_or_else(
        || {
            let others = library.families();
            let own = others
                .iter()
                .filter(|other| SHIPPED.iter().all(|(name, _)| *name != other.as_str()))
                .position(|other| other == family);
            OTHERS[own.unwrap_or(0) % OTHERS.len()]
        },
        |(_, colour)| *colour,
    )
}

/// The shade of every framing, in the library's order: from dark to light within a family.
pub(super) fn framings(library: &Library) -> Vec<Colour> {
    library
        .lexicons()
        .iter()
        .map(|lexicon| {
            let siblings: Vec<_> = library.lexicons().iter().filter(|other| other.family == lexicon.family).collect();
            let place = siblings.iter().position(|other| other.id == lexicon.id).unwrap_or(0);
            let hue = family(&lexicon.family, library);
            let part = if siblings.len() < 2 { 0.5 } else { place as f64 / (siblings.len() - 1) as f64 };
            if part < 0.5 {
                hue.towards(Colour(0, 0, 0), 0.4 * (1.0 - 2.0 * part))
            } else {
                hue.towards(WHITE, 0.46 * (2.0 * part - 1.0))
            }
        })
        .collect()
}
