//! Bytes that are no page, and pages built to break a reader.

use gainsay_knowledge::Knowledge;
use gainsay_page::{Given, Refusal, read};
use gainsay_record::{Article, BlockKind};
use std::time::Instant;

/// Seconds that a page may take; a debug build on a busy machine gets more.
const LIMIT: f64 = if cfg!(debug_assertions) { 60.0 } else { 5.0 };
/// Whole sizes in a release build, a fiftieth in a debug build, which is many times slower.
const SCALE: usize = if cfg!(debug_assertions) { 50 } else { 1 };

fn html(bytes: &[u8]) -> Result<Article, Refusal> {
    read(bytes, &Given { name: Some("page.html"), ..Given::default() }, Knowledge::shipped())
}

/// Reads a page, and drops it, within the time that it may take.
fn timed(name: &str, bytes: Vec<u8>) -> Article {
    let start = Instant::now();
    let article = html(&bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    drop(article.clone());
    let seconds = start.elapsed().as_secs_f64();
    println!("{name}: {} bytes, {} blocks, {seconds:.2} s", bytes.len(), article.blocks.len());
    assert!(seconds < LIMIT, "{name} took {seconds:.1} s");
    article
}

const STORY: &str = "<h1>The ministry denies the sale</h1><p>The ministry denied on Monday that it had sold any shells to \
                     its neighbour.</p><p>It called the report of a sale an invention. Nobody was named in it.</p>";

#[test]
fn what_is_no_page_is_refused_in_one_sentence() {
    let refusal = |bytes: &[u8]| html(bytes).expect_err("a refusal").to_string();
    assert_eq!(refusal(b""), "the page is empty");
    assert_eq!(refusal(b"\xef\xbb\xbf \r\n"), "the page is empty");
    assert_eq!(refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "this is a PNG image, not a page");
    assert_eq!(refusal(b"PK\x03\x04\x14\0\x06\0"), "this is a zip archive or an office document, not a page");
    assert_eq!(refusal(&[0; 4096]), "the page is empty");
    let noise: Vec<u8> = (0..8192_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(refusal(&noise), "this is binary data, not a page");
    let large = vec![b'a'; (64 << 20) + 1];
    assert_eq!(refusal(&large), "the page has 65 MB, and at most 64 MB are read");
}

#[test]
fn a_page_without_an_article_is_an_article_with_a_note() {
    let article = html(b"<html><body><a href=/>Home</a> <a href=/n>News</a></body></html>").expect("a page");
    assert!(article.notes.iter().any(|note| note.text == "no article was found on the page"));
    assert!(article.blocks.iter().all(|block| block.kind == BlockKind::Navigation));
    let article = html(b"<html><body><img src=x></body></html>").expect("a page");
    assert!(article.blocks.is_empty() && article.text.is_empty());
}

#[test]
fn other_character_sets_are_read() {
    let page = format!("<html><body>{STORY}</body></html>");
    for bytes in [
        page.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        page.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        [0xff, 0xfe].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
    ] {
        let article = html(&bytes).expect("a page");
        assert_eq!(article.title.as_deref(), Some("The ministry denies the sale"));
        assert!(article.notes.is_empty(), "{:?}", article.notes);
    }
    let mut broken = page.into_bytes();
    broken.extend(b"<p>A stray byte \xff here.</p>");
    let article = html(&broken).expect("a page");
    assert!(article.text.contains("A stray byte \u{fffd} here."));
    assert!(article.notes.iter().any(|note| note.text.contains("not valid UTF-8")));
}

#[test]
fn deep_pages_are_read_without_their_structure() {
    for name in ["div", "span", "table", "b", "a", "blockquote", "ul><li", "custom-element"] {
        let count = 50_000 / SCALE;
        let mut page = format!("<{name}>").repeat(count);
        page.push_str(STORY);
        for part in name.split("><").collect::<Vec<_>>().into_iter().rev() {
            page.push_str(&format!("</{part}>").repeat(count));
        }
        let article = timed(name, page.into_bytes());
        let body = article
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Body | BlockKind::Lede))
            .count();
        assert_eq!(body, 2, "{name}: the story is read all the same");
    }
}

#[test]
fn wide_pages_are_read_in_time() {
    let attributes: String = (0..100_000 / SCALE).map(|n| format!(" data-a{n}=\"{n}\"")).collect();
    let article = timed("attributes", format!("<div{attributes}>{STORY}</div>").into_bytes());
    assert_eq!(
        article.notes.iter().any(|note| note.text.contains("very many attributes")),
        100_000 / SCALE > 1_000
    );
    let same = " class=\"x\"".repeat(100_000 / SCALE);
    timed("one attribute many times", format!("<div{same}>{STORY}</div>").into_bytes());

    let siblings = "<div>Item</div>".repeat(400_000 / SCALE);
    timed("siblings", format!("{STORY}{siblings}").into_bytes());
    let sentences = "<p>He said on Monday that there was no deal.</p>".repeat(200_000 / SCALE);
    timed("one sentence many times", format!("{STORY}{sentences}").into_bytes());
    timed("ends without starts", format!("{STORY}{}", "</div></p></a>".repeat(300_000 / SCALE)).into_bytes());
    timed(
        "starts without ends",
        format!("{}{STORY}", "<p><li><td><a href=x>".repeat(100_000 / SCALE)).into_bytes(),
    );
    timed("breaks", format!("{STORY}{}", "a<br>".repeat(1_000_000 / SCALE)).into_bytes());
    timed("open brackets", format!("{STORY}{}", "<".repeat(5_000_000 / SCALE)).into_bytes());
    timed("open comment", format!("{STORY}<!--{}", "-".repeat(5_000_000 / SCALE)).into_bytes());
    timed("entities", format!("{STORY}<p>{}", "&amp;&notit;&#x41;".repeat(300_000 / SCALE)).into_bytes());
    let classes: String = (0..100_000 / SCALE)
        .map(|n| format!("<i class=c{n}></i><div class='related-{n} x{n}'>A</div>"))
        .collect();
    timed("classes", format!("{STORY}{classes}").into_bytes());
    let linked = format!("<script type=application/ld+json>{}</script>", "[".repeat(1_000_000 / SCALE));
    timed("linked data", format!("{linked}{STORY}").into_bytes());
}

#[test]
fn long_pages_are_read_in_time() {
    let size = (50 << 20) / SCALE;
    let paragraph =
        "<p>The ministry said on Monday that the report of a sale to its neighbour was an invention.</p>\n";
    let article = timed("paragraphs", paragraph.repeat(size / paragraph.len()).into_bytes());
    let taken: usize =
        article.blocks.iter().filter(|block| block.kind.is_article()).map(|block| block.span.len()).sum();
    assert!(taken <= 1 << 20, "at most a megabyte is read as article");
    timed("one word", "a".repeat(size).into_bytes());
    timed("one paragraph", format!("<p>{}", "He denied it. ".repeat(size / 14)).into_bytes());
    timed("tags", "<p>a</p>".repeat(size / 8).into_bytes());
    timed("attribute", format!("<p class=\"{}\">{STORY}", "a ".repeat(size / 2)).into_bytes());
    timed("script", format!("<script>{}</script>{STORY}", "var a = '<p>';".repeat(size / 14)).into_bytes());
    let given = Given { name: Some("page.txt"), ..Given::default() };
    let start = Instant::now();
    let text = "The ministry said on Monday that it had sold nothing.\n".repeat(size / 54);
    let article = read(text.as_bytes(), &given, Knowledge::shipped()).expect("a page");
    assert_eq!(article.text, text, "a text stays as it is");
    assert!(start.elapsed().as_secs_f64() < LIMIT);
}

#[test]
fn any_bytes_after_a_tag_are_read_without_a_panic() {
    let mut state = 1_u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    let parts = [
        "<p>",
        "</p>",
        "<div class=related>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<br>",
        "<pre>",
        "</pre>",
        "<li>",
        "<table><tr><td>",
        "</table>",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<svg>",
        "</svg>",
        "<span class=credit>",
        "</span>",
        "<h1>",
        "</h1>",
        "He denied it. ",
        "“",
        "”",
        "«",
        "Фото: ",
        "\n\n",
        "12:30",
        "2022-09-22",
        "|",
        "•",
        "&#0;",
        "&nbsp;",
        "\u{feff}",
        "й",
        "🦀",
        "\r",
        "@",
        ".",
    ];
    for _ in 0..if cfg!(debug_assertions) { 300 } else { 3_000 } {
        let page: String = (0..next(80)).map(|_| parts[next(parts.len())]).collect();
        for name in ["page.html", "page.txt"] {
            let given = Given { name: Some(name), ..Given::default() };
            if let Ok(article) = read(page.as_bytes(), &given, Knowledge::shipped()) {
                assert!(article.blocks.iter().all(|block| block.span.fits(&article.text)));
            }
        }
    }
}
