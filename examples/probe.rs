use framelens::{lexicon::Library, matching::*, text::Analyzer};
fn main() {
    let a = Analyzer::english();
    let l = match Library::built_in(&a) { Ok(l) => l, Err(e) => { println!("{e}"); return } };
    let m = Matcher::new(&l);
    for lex in l.lexicons() { println!("{} {} terms, {} excl, {} ex, {} nm", lex.id, lex.terms.len(), lex.excludes.len(), lex.examples.len(), lex.near_misses.len()); }
    let terms: Vec<_> = l.terms().collect();
    for f in check_examples(&l, &m, &a) { match f {
        ExampleFault::Missed(e) => println!("MISSED {} :{} {}", l.get(e.framing).id, e.line, e.text),
        ExampleFault::Found(e, t) => println!("FOUND {} :{} `{}` {}", l.get(e.framing).id, e.line, terms[t.index()].2.pattern.as_str(), e.text),
    } }
}
