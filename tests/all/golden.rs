//! The sample corpus's tables and pictures are what `reports/sample/` says.

use crate::run::{Place, root};

/// Made by `framelens analyze corpus --out reports/sample --svg`. PNGs are left out: they are rasters of the SVGs.
#[test]
fn the_sample_report_is_as_committed() {
    let place = Place::with_samples();
    place.run("analyze corpus --svg").well();
    let mut compared = 0;
    for (name, made) in place.files("reports") {
        if name.ends_with(".png") {
            continue;
        }
        let made = String::from_utf8(made).unwrap();
        let kept = std::fs::read_to_string(root().join("reports/sample").join(&name)).unwrap_or_default();
        if let Some((line, (a, b))) = made.lines().zip(kept.lines()).enumerate().find(|(_, (a, b))| a != b) {
            panic!("reports/sample/{name}:{}\n  made: {a}\n  kept: {b}", line + 1);
        }
        assert!(made == kept, "reports/sample/{name} has another length");
        compared += 1;
    }
    assert_eq!(compared, 12);
}

#[test]
fn parquet_and_json_hold_what_csv_holds() {
    let place = Place::with_samples();
    place.run("analyze corpus --format csv,json,parquet").well();
    let csv = place.read("reports/scores.csv");
    let header: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    let json = place.read("reports/scores.jsonl");
    assert_eq!(json.lines().count(), csv.lines().count() - 1);
    for (line, object) in csv.lines().skip(1).zip(json.lines()) {
        let object: serde_json::Value = serde_json::from_str(object).unwrap();
        for (name, cell) in header.iter().zip(line.split(',')) {
            let value = &object[name];
            let same = match value {
                serde_json::Value::Null => cell.is_empty(),
                serde_json::Value::String(text) => cell == text,
                number => cell.parse::<f64>().ok() == number.as_f64(),
            };
            assert!(same, "{name}: {cell} and {value}");
        }
    }
    let parquet = place.bytes("reports/scores.parquet");
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
}
