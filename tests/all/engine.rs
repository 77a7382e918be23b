//! However a corpus is given, divided and worked on, the numbers are the same bytes.

use std::io::Write as _;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::run::Place;

/// The sample corpus many times over, every document under names of its own and with a word of its own.
fn documents() -> Vec<(String, String, String)> {
    let place = Place::with_samples();
    let texts: Vec<(String, Vec<u8>)> =
        place.files("corpus").into_iter().filter(|(name, _)| !name.ends_with(".toml")).collect();
    let mut documents = Vec::new();
    for round in 0..6 {
        for (name, bytes) in &texts {
            let stem = name.rsplit_once('.').unwrap().0;
            let group = ["north", "south"][documents.len() % 2];
            let text = String::from_utf8(bytes.clone()).unwrap();
            documents.push((format!("{stem}-{round}"), group.to_owned(), format!("Word{round}x. {text}")));
        }
    }
    documents
}

fn jsonl(documents: &[(String, String, String)]) -> String {
    let line = |(id, group, text): &(String, String, String)| {
        format!("{}\n", serde_json::json!({ "id": id, "group": group, "text": text }))
    };
    documents.iter().map(line).collect()
}

fn csv(documents: &[(String, String, String)]) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let row =
        |(id, group, text): &(String, String, String)| format!("{},{},{}\n", quoted(id), quoted(group), quoted(text));
    format!("id,group,text\n{}", documents.iter().map(row).collect::<String>())
}

/// In row groups of seven, the group sometimes missing a codec between them.
fn parquet(documents: &[(String, String, String)], compression: Compression) -> Vec<u8> {
    let schema = "message m { required binary id (UTF8); optional binary group (UTF8); required binary text (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    for rows in documents.chunks(7) {
        let mut group = writer.next_row_group().unwrap();
        for column in 0..3 {
            let cells: Vec<ByteArray> =
                rows.iter().map(|(id, group, text)| [id, group, text][column].as_str().into()).collect();
            let levels = vec![1; cells.len()];
            let mut out = group.next_column().unwrap().unwrap();
            out.typed::<ByteArrayType>().write_batch(&cells, (column == 1).then_some(&levels), None).unwrap();
            out.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn every_kind_of_table_and_any_number_of_threads_give_the_same_bytes() {
    let (place, documents) = (Place::new(), documents());
    place.file("a.jsonl", jsonl(&documents)).file("a.csv", csv(&documents));
    for (name, codec) in [("plain", Compression::UNCOMPRESSED), ("snappy", Compression::SNAPPY)] {
        place.file(&format!("{name}.parquet"), parquet(&documents, codec));
    }
    let expected = place.run("score a.jsonl --threads 1").well();
    assert!(expected.lines().count() > 13 * 100);
    for input in ["a.jsonl", "a.csv", "plain.parquet", "snappy.parquet"] {
        for threads in ["1", "2", "7"] {
            let scores =
                place.run(&format!("score {input} --threads {threads} --evidence {input}-{threads}.csv")).well();
            assert!(scores == expected, "{input} with {threads} threads");
            assert!(
                place.bytes(&format!("{input}-{threads}.csv")) == place.bytes("a.jsonl-1.csv"),
                "{input} {threads}"
            );
        }
    }
}

#[test]
fn evidence_too_long_to_be_held_is_that_of_the_concordance() {
    let place = Place::new();
    place.file("a.txt", "ceasefire ".repeat(8_000)).file("b.txt", "A truce.");
    place.run("evidence a.txt b.txt --out whole.csv").well();
    place.run("score a.txt b.txt --threads 2 --evidence streamed.csv").well();
    let rows = place.bytes("streamed.csv");
    assert!(rows.len() > 8 << 20 && rows.len() < 12 << 20, "{}", rows.len());
    assert!(rows == place.bytes("whole.csv"));
}

#[test]
fn the_concordance_is_the_same_with_any_number_of_threads_and_in_any_format() {
    let (place, documents) = (Place::new(), documents());
    place.file("a.jsonl", jsonl(&documents));
    let choice = "evidence a.jsonl --framing security --document *-1";
    let shown = place.run(&format!("{choice} --threads 1"));
    let matches: usize = shown.err.split(' ').next().unwrap().parse().unwrap();
    let shown = shown.well();
    for threads in ["2", "7"] {
        assert!(place.run(&format!("{choice} --threads {threads}")).well() == shown, "{threads}");
    }
    for name in ["e.csv", "e.jsonl", "e.parquet"] {
        place.run(&format!("{choice} --out {name}")).well();
    }
    let rows = ["e.csv", "e.jsonl"].map(|name| place.read(name).lines().count());
    assert!(matches > 10 && rows == [matches + 1, matches], "{matches}, {rows:?}");
    assert!(place.bytes("e.parquet").starts_with(b"PAR1"));
    assert_eq!(shown.lines().filter(|line| line.contains("  security: ")).count(), matches);
}

#[test]
fn files_and_rows_of_the_same_texts_give_the_same_bytes() {
    let (place, mut documents) = (Place::new(), documents());
    documents.sort();
    for (id, _, text) in &documents {
        place.file(&format!("texts/{id}.txt"), text);
    }
    place.file("a.csv", csv(&documents).replace("\"north\"", "").replace("\"south\"", ""));
    assert!(place.run("score texts").well() == place.run("score a.csv").well());
}

#[test]
fn parts_counted_apart_merge_to_the_bytes_of_the_whole() {
    let (place, documents) = (Place::new(), documents());
    place.file("whole.jsonl", jsonl(&documents));
    place.run("score whole.jsonl --tally whole.tally --out whole.csv --threads 2").well();
    for parts in [1, 2, 5] {
        let mut names = Vec::new();
        for part in 0..parts {
            let of_part: Vec<_> = documents.iter().skip(part).step_by(parts).cloned().collect();
            place.file("part.jsonl", jsonl(&of_part));
            place.run(&format!("score part.jsonl --tally {part}.tally --out part.csv")).well();
            names.insert(0, format!("{part}.tally"));
        }
        place.run(&format!("merge {} --out merged.tally", names.join(" "))).well();
        assert!(place.bytes("merged.tally") == place.bytes("whole.tally"), "{parts} parts");
    }
}

#[test]
fn tables_of_a_tally_are_those_of_its_documents() {
    let (place, documents) = (Place::new(), documents());
    place.file("whole.jsonl", jsonl(&documents));
    place.run("score whole.jsonl --tally whole.tally --out whole.csv").well();
    let from_texts = place.run("analyze whole.jsonl --out texts").well();
    let from_tally = place.run("analyze --tally whole.tally --out tally").well();
    assert_eq!(from_tally, from_texts);
    let missing = ["evidence.csv", "dispersion.png"];
    for (name, bytes) in place.files("texts") {
        match name.as_str() {
            "manifest.json" => {}
            name if missing.contains(&name) => assert!(!place.path("tally").join(name).exists(), "{name}"),
            name => assert!(place.bytes(&format!("tally/{name}")) == bytes, "{name}"),
        }
    }
    assert!(place.read("tally/manifest.json").contains("counted-before"));
    let grouped = place.run("analyze --tally whole.tally --group-by nothing --out tally");
    grouped.fails_saying("no document has a `nothing` to group by", "group");
}

#[test]
fn tallies_that_do_not_fit_are_named() {
    let place = Place::with_samples();
    place.file("a.csv", "id,text\nx,Peace talks.\n").file("b.csv", "id,text\ny,War.\n");
    place.run("score a.csv --tally a.tally").well();
    place.run("score b.csv --tally b.tally --lexicons lexicons/diplomacy.toml").well();
    place.run("merge a.tally b.tally --out c.tally").fails_with(
        "error: `b.tally` was counted in another way than `a.tally`\n\
         help: count both with the same --lexicons, --match and --overlap, and the same version of framelens",
    );
    place.run("score b.csv --tally w.tally --match word").well();
    place.run("merge a.tally w.tally --out c.tally").fails_saying("`w.tally` was counted in another way", "--match");
    place.run("merge a.tally a.tally --out c.tally").fails_with(
        "error: the document `x` is in `a.tally` and in `a.tally`\n\
         help: count every document once: parts must not overlap",
    );
    assert!(!place.path("c.tally").exists());
    place.run("merge a.tally --out a.tally").fails_saying("`a.tally` is an input", "choose another --out");
    place.run("analyze --tally b.tally").fails_saying("`b.tally` was counted in another way", "this run counts");
    place.run("merge missing.tally --out c.tally").fails_saying("cannot read `missing.tally`", "score INPUT --tally");
    place.run("merge a.csv --out c.tally").fails_saying("this is not a tally", "a.csv:1");
    place
        .run("score a.csv --out s.csv --tally s.csv")
        .fails_with("error: `s.csv` is named for two outputs\nhelp: give each a file of its own");
    place.run("score a.csv --evidence e.parquet").fails_saying("Parquet cannot be", "framelens evidence --out");
    place.run("analyze a.csv --tally a.tally").fails_saying("cannot be used with", "--tally");
    let good = place.read("a.tally");
    for (from, to, what) in [
        ("\"terms\":[[", "\"terms\":[[9999,1],[", "its terms are not those of the lexicons"),
        ("\"framings\":{", "\"framings\":{\"99\":[1,1,1,1,1,1,1,1],", "there are not so many framings"),
        ("\"metadata\":", "\"data\":", "unknown field"),
        ("\"id\":\"x\"", "\"id\":\"\"", "its id is empty"),
    ] {
        assert!(good.contains(from), "{good}");
        place.file("bad.tally", good.replacen(from, to, 1));
        place.run("analyze --tally bad.tally").fails_saying(what, "bad.tally:2");
    }
}

#[test]
fn a_damaged_parquet_file_is_an_error_and_no_panic() {
    let (place, documents) = (Place::new(), documents());
    let good = parquet(&documents[..20], Compression::SNAPPY);
    let mut failed = 0;
    for at in (4..good.len()).step_by(good.len() / 40) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        place.file("bad.parquet", bad);
        let done = place.run("score bad.parquet --out out.csv");
        assert!(done.code == 0 || done.code == 2 && done.err.contains("error:"), "{at}: {}", done.err);
        failed += usize::from(done.code == 2);
    }
    assert!(failed > 3, "{failed}");
    let list = "message m { required binary id (UTF8); repeated binary text (UTF8); }";
    let schema = Arc::new(parse_message_type(list).unwrap());
    let lists = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).unwrap().into_inner().unwrap();
    place.file("list.parquet", lists);
    place.run("score list.parquet").fails_saying("column `text` holds lists or structures", "with flat columns");
    place.file("cut.parquet", &good[..good.len() / 2]);
    place
        .run("score cut.parquet --out out.csv")
        .fails_saying("`cut.parquet` cannot be read as Parquet", "write it anew");
}

#[test]
fn records_longer_than_a_block_are_read_whole() {
    let place = Place::new();
    let long = "peace talks and a ceasefire ".repeat(400_000);
    let mut table = Vec::new();
    write!(table, "id,text\na,First.\nb,\"{long}\"\nc,\"Last\n\"\"one\"\".\"\n").unwrap();
    place.file("long.csv", table);
    place.file(
        "long.jsonl",
        format!(
            "{{\"id\":\"a\",\"text\":\"First.\"}}\n{{\"id\":\"b\",\"text\":\"{long}\"}}\n{{\"id\":\"c\",\"text\":\"Last\\n\\u0022one\\\".\"}}"
        ),
    );
    let scores = place.run("score long.csv").well();
    assert!(scores.contains("\nb,,dialogue,diplomacy,2000000,"), "{}", &scores[..2000]);
    assert!(scores == place.run("score long.jsonl --threads 3").well());
}
