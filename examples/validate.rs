use framelens::matching::*;
use std::collections::HashMap;
struct L(Vec<(usize,u32)>);
impl Listener for L { fn sentence(&mut self, s:&SentenceReading<'_>) { for m in s.matches { self.0.push((m.framing.index(), m.term.0)) } } }
fn main() {
    let d = std::env::args().nth(1).unwrap();
    let ins = Instrument::built_in().unwrap(); let l = ins.library();
    let terms: Vec<_> = l.terms().map(|t| t.2.pattern.as_str().to_owned()).collect();
    let read = |p:&str| -> Vec<csv::StringRecord> { csv::Reader::from_path(format!("{d}/{p}")).unwrap().records().map(|r| r.unwrap()).collect() };
    let header: Vec<String> = csv::Reader::from_path(format!("{d}/coder-a.csv")).unwrap().headers().unwrap().iter().map(str::to_owned).collect();
    let gold: Vec<HashMap<String,HashMap<String,bool>>> = ["coder-a.csv","coder-b.csv"].iter().map(|f| read(f).iter().map(|r| (r[0].to_owned(), header.iter().enumerate().skip(1).take(13).map(|(i,h)| (h.clone(), &r[i]=="1")).collect())).collect()).collect();
    let mut r = ins.reader();
    let mut tp=vec![0;13]; let mut fp=vec![0;13]; let mut fne=vec![0;13];
    let show = std::env::args().nth(2);
    for s in read("sentences.csv") {
        let mut x = L(vec![]); r.read(&s[2],0,&mut x);
        for (i,lex) in l.lexicons().iter().enumerate() {
            let hit = x.0.iter().any(|h| h.0==i);
            for g in &gold { let y = g[&s[0]][lex.id.as_str()];
              if hit&&y {tp[i]+=1} else if hit {fp[i]+=1} else if y {fne[i]+=1} }
            if show.is_some() { let ys: Vec<bool> = gold.iter().map(|g| g[&s[0]][lex.id.as_str()]).collect();
              if hit && !ys[0] && !ys[1] { println!("FP {} {:?} {}", lex.id, x.0.iter().filter(|h| h.0==i).map(|h| &terms[h.1 as usize]).collect::<Vec<_>>(), &s[2]) }
              if !hit && ys[0] && ys[1] { println!("FN {} {}", lex.id, &s[2]) } }
        }
    }
    let f=|t:i32,p:i32,n:i32| (t as f64/(t+p).max(1) as f64, t as f64/(t+n).max(1) as f64, 2.0*t as f64/(2*t+p+n).max(1) as f64);
    for (i,lex) in l.lexicons().iter().enumerate() { let (p,rc,ff)=f(tp[i],fp[i],fne[i]); println!("{:24} P {:.2} R {:.2} F1 {:.2} n {}", lex.id.as_str(), p, rc, ff, tp[i]+fne[i]); }
    println!("{:?}", f(tp.iter().sum(),fp.iter().sum(),fne.iter().sum()));
}
