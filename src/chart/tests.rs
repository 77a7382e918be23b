//! Can every word of every chart be read? Laws that hold for charts of any size: test code, all of it.

#[cfg(test)]
mod laws {
    use std::path::PathBuf;

    use super::super::drawing::Drawing;
    use super::super::frame::MARGIN;
    use super::super::{Scene, SceneMatch, SceneRow, dispersion, heatmap, rates, shares, similarity, validation};
    use crate::analysis::{Agreement, FramingRate, Over, Unit, similarity as compare};
    use crate::counts::{DocumentCounter, DocumentTally, Tally};
    use crate::ids::{DocId, FramingIx};
    use crate::matching::Instrument;
    use crate::stats::{Bounds, Estimate};

    const TEXT: &str = "The envoys met for talks, and the mediation held. Soldiers shelled the hospital. Workers went on strike \
    against the occupation. The court must prosecute war crimes; civilians were killed. We demand equal human rights. ";

    fn tally(instrument: &Instrument, names: &[String]) -> Tally {
        let mut counter = DocumentCounter::new(instrument.library());
        let mut reader = instrument.reader();
        let documents: Vec<DocumentTally> = names
            .iter()
            .enumerate()
            .map(|(place, name)| {
                reader.read(&TEXT.repeat(place % 12), 0, &mut counter);
                counter.finish(DocId::new(name).unwrap(), None)
            })
            .collect();
        Tally::new(documents).unwrap()
    }

    /// Draws every chart of so many documents; gives each one's name, drawing and size.
    fn drawn(names: &[String], instrument: &Instrument) -> Vec<(&'static str, Drawing, f64, f64)> {
        let tally = tally(instrument, names);
        let units = Unit::documents(&tally);
        let all: Vec<Vec<FramingRate>> =
            units.iter().map(|unit| crate::analysis::rates(unit, instrument.matcher())).collect();
        let rows = units.iter().zip(&all).map(|(unit, rates)| SceneRow {
            label: unit.name.clone(),
            tokens: unit.pool.extent.tokens,
            rates,
            matches: vec![SceneMatch { framing: FramingIx(0), token: 0, quoted: true }],
        });
        let scene = Scene {
            corpus: "A corpus".to_owned(),
            rows_are: "documents".to_owned(),
            library: instrument.library(),
            rows: rows.collect(),
        };
        let like = compare(&units);
        let of = |name, (drawing, width, bottom)| (name, drawing, width, bottom);
        vec![
            of("heatmap", heatmap::draw(&scene)),
            of("rates", rates::draw(&scene)),
            of("shares", shares::draw(&scene)),
            of("dispersion", dispersion::draw(&scene)),
            of("similarity", similarity::draw(&scene, &like)),
        ]
    }

    fn check(names: &[String]) {
        check_with(names, &Instrument::built_in().unwrap());
    }

    fn check_with(names: &[String], instrument: &Instrument) {
        for (chart, drawing, width, bottom) in drawn(names, instrument) {
            legible(chart, names.len(), &drawing, (width, bottom));
        }
    }

    fn legible(chart: &str, rows: usize, drawing: &Drawing, (width, bottom): (f64, f64)) {
        let boxes = drawing.text_boxes();
        for (text, [left, top, right, low]) in &boxes {
            let inside = *left >= MARGIN - 0.5 && *top >= 0.0 && *right <= width && *low <= bottom + 12.0;
            assert!(inside, "{chart} of {rows}: `{text}` leaves its place at {left:.0}-{right:.0} of {width:.0}");
        }
        for (place, (text, a)) in boxes.iter().enumerate() {
            for (other, b) in &boxes[place + 1..] {
                let apart = a[2] <= b[0] + 0.5 || b[2] <= a[0] + 0.5 || a[3] <= b[1] + 1.5 || b[3] <= a[1] + 1.5;
                assert!(apart, "{chart} of {rows}: `{text}` and `{other}` overlap");
            }
        }
    }

    fn names(count: usize, name: impl Fn(usize) -> String) -> Vec<String> {
        (0..count).map(name).collect()
    }

    #[test]
    fn no_word_leaves_the_picture_or_covers_another() {
        for count in [1, 2, 5, 16, 30, 40] {
            check(&names(count, |n| format!("speech-{n:02}")));
        }
    }

    #[test]
    fn nor_do_long_names_or_other_scripts() {
        check(&names(30, |n| {
            format!("2024/a-very-long-name-of-a-newsletter-that-nobody-thought-of-shortening-{n:02}")
        }));
        check(&names(5, |n| format!("Averylongnamewithoutanyplacetobreakitwhichhappensinhashesandsuch{n}")));
        check(&names(3, |n| {
            format!("\u{441}\u{43B}\u{43E}\u{432}\u{43E} \u{627}\u{644}\u{633}\u{644}\u{627}\u{645} {n}")
        }));
    }

    #[test]
    fn nor_do_lexicons_of_ones_own_few_or_with_long_names() {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/long-names"));
        let few = names(3, |n| format!("a-{n}"));
        check_with(&few, &Instrument::load(&[folder.join("press.toml")]).unwrap());
        check_with(&few, &Instrument::load(std::slice::from_ref(&folder)).unwrap());
        check_with(
            &names(1, |n| format!("Nameofadocumentwithoutabreak{n}").repeat(3)),
            &Instrument::load(&[folder]).unwrap(),
        );
    }

    #[test]
    fn names_that_differ_at_their_ends_stay_apart() {
        let long = names(2, |n| format!("{}{n}", "b".repeat(80)));
        for (chart, drawing, ..) in drawn(&long, &Instrument::built_in().unwrap()) {
            let boxes = drawing.text_boxes();
            for end in ["b0", "b1"] {
                assert!(boxes.iter().any(|(text, _)| text.ends_with(end)), "{chart}: {end}");
            }
        }
    }

    #[test]
    fn the_colours_of_rates_end_at_the_last_tick() {
        let instrument = Instrument::built_in().unwrap();
        let (_, heatmap, ..) = drawn(&names(12, |n| format!("a-{n}")), &instrument).swap_remove(0);
        let boxes = heatmap.text_boxes();
        let (_, unit) = boxes.iter().find(|(text, _)| text == "matches per 1,000 words").unwrap();
        let ticks = boxes.iter().filter(|(_, own)| own[1] > unit[3] - 2.0);
        assert!(ticks.clone().count() > 2);
        assert!(ticks.clone().all(|(_, own)| own[0].midpoint(own[2]) <= unit[0] - 20.0));
    }

    #[test]
    fn no_tiny_document_rules_the_axis_of_rates() {
        let instrument = Instrument::built_in().unwrap();
        let mut counter = DocumentCounter::new(instrument.library());
        let mut reader = instrument.reader();
        for long in ["Rivers rise. ".repeat(170), TEXT.repeat(8)] {
            let texts = [long.as_str(), &long, &long, "Peace.", "War."];
            let documents = texts.iter().enumerate().map(|(place, text)| {
                reader.read(text, 0, &mut counter);
                counter.finish(DocId::new(&place.to_string()).unwrap(), None)
            });
            let tally = Tally::new(documents.collect()).unwrap();
            let all: Vec<Vec<FramingRate>> =
                Unit::documents(&tally).iter().map(|unit| crate::analysis::rates(unit, instrument.matcher())).collect();
            for framing in 0..instrument.library().lexicons().len() {
                let reach = rates::reach(&all.iter().map(|rates| &rates[framing]).collect::<Vec<_>>());
                assert!((1.0..300.0).contains(&reach), "{framing}: {reach}");
            }
        }
    }

    #[test]
    fn nor_in_the_chart_of_a_validation_however_much_is_coded() {
        let instrument = Instrument::built_in().unwrap();
        let estimate = |value| Some(Estimate { value, bounds: Some(Bounds { low: 0.0, high: 1.0 }) });
        let row = |over| Agreement {
            over,
            passages: 1_000_000,
            codes: 3_000_000,
            coded: 2_000_000,
            answered: 1,
            prevalence: None,
            precision: estimate(0.0),
            recall: None,
            f1: estimate(1.0),
            mcc: None,
            among_coders: None,
            with_coders: None,
        };
        let framings = (0..instrument.library().lexicons().len()).map(|place| Over::Framing(FramingIx(place as u16)));
        let rows: Vec<Agreement> = framings.chain([Over::Micro, Over::Macro]).map(row).collect();
        for shown in [&rows[..1], &rows] {
            let (drawing, width, bottom) = validation::draw(shown, instrument.library());
            legible("validation", shown.len(), &drawing, (width, bottom));
        }
    }

    #[test]
    fn the_text_of_a_picture_is_in_its_svg_whatever_it_is() {
        for name in ["a<b>&\"c\"", "tab\there", "escape \u{1b}[31m", "\u{202E}turned", "\u{FFFF}"] {
            let svg = drawn(&[name.to_owned()], &Instrument::built_in().unwrap()).into_iter().map(
                |(_, drawing, width, bottom)| drawing.finish((width, bottom + 20.0), "title", "description").unwrap(),
            );
            let rasteriser = super::super::Rasteriser::new();
            for svg in svg {
                assert!(rasteriser.png(&svg).is_ok(), "{name:?}");
            }
        }
    }
}
