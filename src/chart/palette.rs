//! A hue a family, a shade a framing: the same in all charts. The shades of the thirteen framings are chosen so that
//! colour-blind eyes tell them apart, as simulated below. Families of one's own have no such promise.

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

/// A family's dark, middle and light colour.
type Ramp = [Colour; 3];

/// Blue, purple, orange, green and grey for the families shipped; the rest for others.
const SHIPPED: [(&str, Ramp); 5] = [
    ("dialogue", [Colour(0x02, 0x1E, 0x7A), Colour(0x4D, 0x79, 0xDD), Colour(0x9A, 0xBE, 0xFF)]),
    ("systemic", [Colour(0x43, 0x1D, 0x3D), Colour(0x87, 0x40, 0x96), Colour(0xAF, 0x96, 0xC0)]),
    ("contention", [Colour(0xC4, 0x70, 0x00), Colour(0xE6, 0x9F, 0x00), Colour(0xFF, 0xBF, 0x00)]),
    ("norms", [Colour(0x3C, 0x6C, 0x47), Colour(0x3F, 0x94, 0x60), Colour(0x43, 0xBA, 0x75)]),
    ("context", [Colour(0x47, 0x47, 0x47), Colour(0x80, 0x80, 0x80), Colour(0xCA, 0xCA, 0xCA)]),
];
const OTHERS: [Ramp; 4] = [
    [Colour(0x80, 0x38, 0x00), Colour(0xD5, 0x5E, 0x00), Colour(0xE8, 0xA8, 0x75)],
    [Colour(0x34, 0x6C, 0x8C), Colour(0x56, 0xB4, 0xE9), Colour(0xA4, 0xD7, 0xF3)],
    [Colour(0x54, 0x41, 0x1D), Colour(0x8C, 0x6D, 0x31), Colour(0xC1, 0xB0, 0x90)],
    [Colour(0x2D, 0x2D, 0x56), Colour(0x4B, 0x4B, 0x8F), Colour(0x9E, 0x9E, 0xC3)],
];

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
    ramp(family, library)[1]
}

fn ramp(family: &FamilyId, library: &Library) -> Ramp {
    let shipped = |family: &FamilyId| SHIPPED.iter().find(|(name, _)| *name == family.as_str());
    shipped(family).map_or_else(
        || {
            let others = library.families();
            let own = others.iter().filter(|other| shipped(other).is_none()).position(|other| other == family);
            OTHERS[own.unwrap_or(0) % OTHERS.len()]
        },
        |(_, ramp)| *ramp,
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
            let [dark, middle, light] = ramp(&lexicon.family, library);
            let part = if siblings.len() < 2 { 0.5 } else { place as f64 / (siblings.len() - 1) as f64 };
            if part < 0.5 { dark.towards(middle, 2.0 * part) } else { middle.towards(light, 2.0 * part - 1.0) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Analyzer;

    /// What the eye makes of linear red, green and blue: without a deficiency, then protan, deutan and tritan at its
    /// fullest (Machado, Oliveira and Fernandes 2009).
    const SIGHTS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
        [[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]],
        [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
    ];
    /// From linear colours to cones, and from their cube roots to Oklab (Ottosson 2020).
    const CONES: [[f64; 3]; 3] = [[0.4122, 0.5363, 0.0514], [0.2119, 0.6807, 0.1074], [0.0883, 0.2817, 0.6300]];
    const OKLAB: [[f64; 3]; 3] = [[0.2105, 0.7936, -0.0041], [1.9780, -2.4286, 0.4506], [0.0259, 0.7828, -0.8087]];

    fn times(matrix: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    fn seen(colour: Colour, sight: &[[f64; 3]; 3]) -> [f64; 3] {
        let linear = [colour.0, colour.1, colour.2].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        times(&OKLAB, times(&CONES, times(sight, linear).map(|part| part.clamp(0.0, 1.0))).map(f64::cbrt))
    }

    /// The distance in Oklab, white being 100 from black, for the eyes that see least of it.
    fn apart(a: Colour, b: Colour) -> f64 {
        let distance = |sight| {
            let (a, b) = (seen(a, sight), seen(b, sight));
            100.0 * (0..3).map(|axis| (a[axis] - b[axis]).powi(2)).sum::<f64>().sqrt()
        };
        SIGHTS.iter().map(distance).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn colour_blind_eyes_tell_the_shipped_framings_apart() {
        let shades = framings(&Library::built_in(&Analyzer::english()).unwrap());
        assert_eq!(shades.len(), 13);
        for (place, shade) in shades.iter().enumerate() {
            for (other, than) in shades.iter().enumerate().skip(place + 1) {
                // Neighbours in the library's order mostly stand side by side in a bar.
                let least = if other == place + 1 { 15.0 } else { 9.0 };
                assert!(apart(*shade, *than) >= least, "{place} and {other}: {}", apart(*shade, *than));
            }
        }
    }
}
