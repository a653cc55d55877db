//! Prints the statements of plain text files, a line a role.
use gainsay_attribution::attribute;
use gainsay_knowledge::Knowledge;
use gainsay_language::Analyzer;
use gainsay_record::*;
fn main() {
    let json = std::env::args().nth(1).as_deref() == Some("--json");
    for path in std::env::args().skip(1 + json as usize) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut blocks = vec![];
        let mut at = 0;
        for line in text.split('\n') {
            let t = line.trim();
            if !t.is_empty() {
                let s = at + line.find(t).unwrap();
                let cyr = t.chars().any(|c| ('а'..='я').contains(&c));
                blocks.push(Block { kind: if cyr { BlockKind::Promotion } else { BlockKind::Body }, language: None, span: Span::new(&text, s, s + t.len()).unwrap() });
            }
            at += line.len() + 1;
        }
        let article = Article { id: PageId([0; 32]), url: None, outlet: None, title: None, byline: None, language: Some(Language::ENGLISH), published: Published::default(), notes: vec![], blocks, text };
        let analysis = Analyzer::shipped().worker().analyze(&article);
        let show = |spans: &[Span]| spans.iter().map(|s| s.of(&article.text)).collect::<Vec<_>>().join(" ... ");
        if json {
            let cp = |b: usize| article.text[..b].chars().count();
            let l = |spans: &[Span]| spans.iter().map(|s| format!("[{},{}]", cp(s.start()), cp(s.end()))).collect::<Vec<_>>().join(",");
            let st: Vec<String> = attribute(&article, &analysis, Knowledge::shipped()).iter().filter(|s| s.nested_in.is_none() && s.kind != Kind::Narrated).map(|s| {
                let t: Vec<Span> = s.content.iter().copied().filter(|c| !s.continued.contains(c)).collect();
                format!("{{\"source\":[{}],\"cue\":[{}],\"content\":[{}]}}", l(&s.source), l(&s.cue), l(&t))
            }).collect();
            let stem = std::path::Path::new(&path).file_stem().unwrap().to_string_lossy().into_owned();
            println!("{{\"doc\":\"{stem}\",\"statements\":[{}]}}", st.join(","));
            continue;
        }
        for (n, s) in attribute(&article, &analysis, Knowledge::shipped()).iter().enumerate() {
            println!("s{} {:?} {:?} in {:?} conf {}\n  S {}\n  C {}\n  T {}\n  + {} | when {} | cited {:?} | ante {:?}", n + 1, s.kind, s.act, s.nested_in.map(|s| s.0 + 1), s.confidence, show(&s.source), show(&s.cue), show(&s.content), show(&s.continued), show(&s.when), s.cited.iter().map(|c| show(&c.spans)).collect::<Vec<_>>(), s.antecedent.map(|a| a.of(&article.text)));
        }
    }
}
