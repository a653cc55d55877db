//! `gainsay-lab memory`: how much one worker holds beside what all workers share.
//!
//! Counted are the bytes that are asked of the allocator from the making of a worker on: its buffers and, at each page,
//! what it makes of that page. What the program knows of the world (and its model) is loaded before, once, for all
//! workers. The *language* figure is the language stage's worker with the analysis; *reader* is the whole reader's worker
//! with the page's text and reading.

use crate::sources::sources;
use anyhow::bail;
use gainsay::{Given, Knowledge, Reader};
use gainsay_language::Analyzer;
use serde::Serialize;
use std::path::PathBuf;

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    /// Pages, or folders of pages
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// No furniture filter
    #[arg(long)]
    plain: bool,
    /// Print the figures as JSON
    #[arg(long)]
    json: bool,
}

/// How long the paragraph without a full stop is, in bytes.
const PARAGRAPH: usize = 2_000_000;

/// Runs the command.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let scores = scores(&args.pages, args.plain)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
        return Ok(());
    }
    println!("most of {} pages", scores.count);
    print!("{}", table(&scores.pages));
    println!("a paragraph of {PARAGRAPH} bytes without a full stop");
    print!("{}", table(&scores.paragraph));
    Ok(())
}

/// Reads pages, or folders of pages, and a paragraph made up here.
pub fn scores(paths: &[PathBuf], plain: bool) -> anyhow::Result<Memory> {
    let mut pages = Vec::new();
    for source in sources(paths) {
        pages.push((source.path(), source.load()?));
    }
    let paragraph = most(&[paragraph()], true)?;
    Ok(Memory { count: pages.len(), pages: most(&pages, plain)?, paragraph })
}

/// What was measured.
#[derive(Debug, Default, Serialize)]
pub struct Memory {
    /// How many pages.
    pub count: usize,
    /// The most among the pages.
    pub pages: Most,
    /// A paragraph of two million bytes without a full stop.
    pub paragraph: Most,
}

/// The most that one worker held, reading one page after another.
#[derive(Debug, Default, Serialize)]
pub struct Most {
    /// The language stage, and its analysis.
    pub language: Held,
    /// The whole reader, and its reading.
    pub reader: Held,
}

/// The most that was held at once, and at which page.
#[derive(Debug, Default, Serialize)]
pub struct Held {
    /// How many bytes.
    pub bytes: usize,
    /// The page.
    pub page: String,
    /// How many bytes the page has.
    pub page_bytes: usize,
}

impl Held {
    fn see(&mut self, bytes: usize, (name, page): &(String, Vec<u8>)) {
        if bytes > self.bytes {
            *self = Self { bytes, page: name.clone(), page_bytes: page.len() };
        }
    }
}

/// Reads pages with one worker, and with one reader. A page that is none is left out.
pub fn most(pages: &[(String, Vec<u8>)], plain: bool) -> anyhow::Result<Most> {
    let known = Knowledge::shipped();
    let reader = Reader::shipped();
    let analyzer = Analyzer::shipped();
    let mut most = Most::default();
    let mut read = 0;

    // Whatever is loaded at first use is shared, and comes before the count.
    reader.read(b"Officials said on Monday: \"We have sold nothing.\"", &Given::default())?;
    let counter = allocator::Counter::start();
    let mut worker = reader.worker();
    for page in pages {
        counter.forget_peak();
        let given = Given { name: Some(&page.0), plain, ..Given::default() };
        let reading = worker.read(&page.1, &given);
        read += usize::from(reading.is_ok());
        most.reader.see(counter.peak(), page);
    }
    drop((worker, counter));

    let counter = allocator::Counter::start();
    let mut worker = analyzer.worker();
    for page in pages {
        let given = Given { name: Some(&page.0), plain, ..Given::default() };
        let Ok(article) = counter.without(|| gainsay_page::read(&page.1, &given, known)) else { continue };
        counter.forget_peak();
        let analysis = worker.analyze(&article);
        most.language.see(counter.peak(), page);
        drop(analysis);
        counter.without(|| drop(article));
    }
    if read == 0 {
        bail!("no page could be read");
    }
    Ok(most)
}

/// A paragraph of words, quotations and commas without a full stop.
fn paragraph() -> (String, Vec<u8>) {
    let words =
        ["the minister said ", "that \"nobody sold arms\" ", "to Ruritania, ", "which officials denied, "];
    let mut text = String::with_capacity(PARAGRAPH + 32);
    for words in words.iter().cycle() {
        if text.len() >= PARAGRAPH {
            break;
        }
        text += words;
    }
    text.truncate(PARAGRAPH);
    ("paragraph.txt".to_owned(), text.into_bytes())
}

fn table(most: &Most) -> String {
    let row = |name: &str, held: &Held| {
        let megabytes = held.bytes as f64 / f64::from(1 << 20);
        format!("  {name:9} {megabytes:8.2} MiB  at {} ({} bytes)\n", held.page, held.page_bytes)
    };
    row("language", &most.language) + &row("reader", &most.reader)
}

/// Counts what this thread holds, on demand.
mod allocator {
    use std::alloc::{GlobalAlloc, Layout, System};
    use std::cell::Cell;
    use std::marker::PhantomData;

    thread_local! {
        static COUNTING: Cell<bool> = const { Cell::new(false) };
        /// What was asked for less what was given back, since the count started.
        static HELD: Cell<isize> = const { Cell::new(0) };
        static PEAK: Cell<isize> = const { Cell::new(0) };
    }

    /// The system's allocator with a count. Where nothing is counted it costs a look at a flag.
    struct Counting;

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;

    fn count(change: isize) {
        if COUNTING.get() {
            let held = HELD.get() + change;
            HELD.set(held);
            PEAK.set(PEAK.get().max(held));
        }
    }

    // Every call goes to the system's allocator unchanged, so its promises are the system's; the count touches cells of
    // this thread that need no memory of their own and have nothing to drop.
    #[expect(unsafe_code, reason = "an allocator cannot be written without")]
    unsafe impl GlobalAlloc for Counting {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            count(layout.size() as isize);
            // SAFETY: the caller keeps the promises that `System` asks for.
            unsafe { System.alloc(layout) }
        }

        unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
            count(layout.size() as isize);
            // SAFETY: as above.
            unsafe { System.alloc_zeroed(layout) }
        }

        unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
            count(-(layout.size() as isize));
            // SAFETY: as above; what we gave out is the system's own.
            unsafe { System.dealloc(at, layout) }
        }

        unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            // Old and new can exist at once while the bytes move; the count takes them for one.
            count(size as isize - layout.size() as isize);
            // SAFETY: as above.
            unsafe { System.realloc(at, layout, size) }
        }
    }

    /// Counts until it is dropped; one at a time on a thread.
    pub struct Counter(PhantomData<*const ()>);

    impl Counter {
        /// Counts from nothing.
        pub fn start() -> Self {
            HELD.set(0);
            PEAK.set(0);
            COUNTING.set(true);
            Self(PhantomData)
        }

        /// The most bytes held at once since the start, or since the peak was forgotten.
        pub fn peak(&self) -> usize {
            PEAK.get().max(0) as usize
        }

        /// Starts a new peak at what is held now.
        pub fn forget_peak(&self) {
            PEAK.set(HELD.get());
        }

        /// Does something that does not count.
        pub fn without<T>(&self, what: impl FnOnce() -> T) -> T {
            COUNTING.set(false);
            let made = what();
            COUNTING.set(true);
            made
        }
    }

    impl Drop for Counter {
        fn drop(&mut self) {
            COUNTING.set(false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_counted_and_what_is_given_back_is_not() {
        let counter = allocator::Counter::start();
        let mut kept = Vec::<u8>::with_capacity(1000);
        drop(Vec::<u8>::with_capacity(500));
        assert_eq!(counter.peak(), 1500);
        counter.forget_peak();
        assert_eq!(counter.peak(), 1000);
        kept.reserve_exact(3000);
        assert_eq!(counter.peak(), 3000);
        let other = counter.without(|| Vec::<u8>::with_capacity(9000));
        assert_eq!(counter.peak(), 3000);
        counter.without(|| drop(other));
    }

    #[test]
    fn a_worker_holds_more_than_nothing_and_less_for_less() {
        let page = |times: usize| {
            ("page.txt".to_owned(), "The minister said that nobody sold arms. ".repeat(times).into_bytes())
        };
        let (little, much) =
            (most(&[page(1)], true).expect("a page"), most(&[page(100)], true).expect("a page"));
        assert!(0 < little.language.bytes && little.language.bytes < much.language.bytes);
        assert!(much.language.bytes < much.reader.bytes);
        assert_eq!(much.reader.page_bytes, 4100);
        assert!(most(&[("none".to_owned(), vec![])], true).is_err());
    }
}
