//! How many pages a second one core reads: `cargo bench -p gainsay-page`.

use gainsay_knowledge::Knowledge;
use gainsay_page::{Given, read};
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut names: Vec<_> = names.filter(|path| path.extension().is_some_and(|end| end != "kinds")).collect();
    // Pages of one's own can be named instead.
    let own: Vec<_> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if !own.is_empty() {
        names = own.into_iter().map(Into::into).collect();
    }
    names.sort();
    let known = Knowledge::shipped();
    for name in &names {
        let Ok(bytes) = std::fs::read(name) else { continue };
        let label = name.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let given = Given { name: Some(&label), ..Given::default() };
        let start = Instant::now();
        let mut count = 0_u32;
        let mut blocks = 0;
        while start.elapsed() < Duration::from_millis(300) {
            blocks = read(&bytes, &given, known).map_or(0, |article| article.blocks.len());
            count += 1;
        }
        let rate = f64::from(count) / start.elapsed().as_secs_f64();
        println!("{label:28} {:>8} bytes {blocks:>5} blocks {rate:>9.0} pages/s", bytes.len());
    }
}
