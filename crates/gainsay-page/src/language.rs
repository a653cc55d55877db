//! The language of each piece: long ones by themselves, short ones by what the page's lines of their script are in.

use crate::shape::{Script, Shape};
use gainsay_knowledge::Furniture;
use gainsay_record::Language;
use std::collections::HashMap;

/// How many pieces may be given to the detector one by one; beyond, the page's own language is taken.
const MOST_DETECTED: usize = 200;
/// How many bytes the detector is shown.
const SAMPLE: usize = 1_500;

/// The languages of a page's pieces.
pub fn languages(
    texts: &[&str],
    shapes: &[Shape],
    declared: Option<Language>,
    known: &Furniture,
) -> Vec<Option<Language>> {
    let mut pools: HashMap<Script, Option<Language>> = HashMap::new();
    for script in [Script::Latin, Script::Cyrillic, Script::Other] {
        pools.insert(script, pooled(texts, shapes, script, declared, known));
    }
    let strangers = strangers(texts, shapes, pools.get(&Script::Latin).copied().flatten(), known);
    let mut detected = 0;
    let judge = |(text, shape): (&&str, &Shape)| {
        // Names of services and numbers are in no language.
        let foreign = shape.platforms.max(shape.payments) + u32::from(shape.address);
        if shape.script == Script::None || shape.letters < 2 || (shape.words <= foreign && shape.words <= 6) {
            return None;
        }
        let pool = pools.get(&shape.script).copied().flatten();
        if shape.script == Script::Cyrillic
            && let Some(language) = by_letters(shape, pool)
        {
            return Some(language);
        }
        let own = pool.map_or(0, |language| common_of(shape, language, known));
        if let Some((language, count)) = commonest(&[shape.common], shape.script, known)
            && count >= 3
            && count >= own.saturating_mul(2).saturating_add(2)
        {
            return Some(language);
        }
        if let Some(language) = strangers
            && (is_strange(shape, pool, known) || is_stranger_too(text, shape, language, pool, known))
        {
            return Some(language);
        }
        if own == 0 && shape.letters >= 60 && detected < MOST_DETECTED {
            detected += 1;
            return detect(text).or(pool);
        }
        pool
    };
    texts.iter().zip(shapes).map(judge).collect()
}

/// The language of the short Latin lines that are not in the page's: those with letters that English lacks and none of
/// the page's commonest words, taken together, since each alone is too short to tell.
fn strangers(
    texts: &[&str],
    shapes: &[Shape],
    pool: Option<Language>,
    known: &Furniture,
) -> Option<Language> {
    let mut sample = String::new();
    let mut counts = [0_u16; 16];
    for (text, shape) in texts.iter().zip(shapes).filter(|(_, shape)| is_strange(shape, pool, known)) {
        counts.iter_mut().zip(shape.common).for_each(|(sum, count)| *sum = sum.saturating_add(count));
        if sample.len() < SAMPLE {
            sample.push_str(&text[..text.floor_char_boundary(SAMPLE)]);
            sample.push('\n');
        }
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let detected = (letters >= 30).then(|| detect(&sample)).flatten();
    // The commonest words and the detector must not contradict each other.
    let by_words = commonest(&[counts], Script::Latin, known);
    match (detected, by_words) {
        (Some(language), Some((common, count))) if language != common && count >= 4 => Some(common),
        (Some(language), _) => Some(language),
        (None, Some((common, count))) if count >= 4 => Some(common),
        _ => None,
    }
    .filter(|language| Some(*language) != pool && is_of(*language, Script::Latin))
}

/// Whether a Latin line has letters that English lacks in words that are no names, and no common word of the page's
/// language.
fn is_strange(shape: &Shape, pool: Option<Language>, known: &Furniture) -> bool {
    shape.script == Script::Latin
        && pool == Some(Language::ENGLISH)
        && shape.accented >= 1
        && !shape.titled
        && common_of(shape, Language::ENGLISH, known) == 0
}

/// Whether a line whose only foreign letters stand in names is in the strangers' language all the same.
fn is_stranger_too(
    text: &str,
    shape: &Shape,
    language: Language,
    pool: Option<Language>,
    known: &Furniture,
) -> bool {
    shape.script == Script::Latin
        && pool == Some(Language::ENGLISH)
        && text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
        && common_of(shape, Language::ENGLISH, known) == 0
        && (common_of(shape, language, known) > 0 || detect(text) == Some(language))
}

/// The language of all lines of one script together.
fn pooled(
    texts: &[&str],
    shapes: &[Shape],
    script: Script,
    declared: Option<Language>,
    known: &Furniture,
) -> Option<Language> {
    let mut sample = String::new();
    let mut counts = [0_u16; 16];
    let (mut ukrainian, mut russian, mut letters) = (0, 0, 0);
    for (text, shape) in texts.iter().zip(shapes).filter(|(_, shape)| shape.script == script) {
        counts.iter_mut().zip(shape.common).for_each(|(sum, count)| *sum = sum.saturating_add(count));
        ukrainian += shape.ukrainian;
        russian += shape.russian;
        letters += shape.letters;
        if sample.len() < SAMPLE {
            sample.push_str(&text[..text.floor_char_boundary(SAMPLE)]);
            sample.push('\n');
        }
    }
    if letters == 0 {
        return None;
    }
    if script == Script::Cyrillic && ukrainian + russian >= 2 {
        let (most, least) = (ukrainian.max(russian), ukrainian.min(russian));
        if most >= least * 4 {
            return Language::parse(if ukrainian > russian { "uk" } else { "ru" });
        }
    }
    if let Some((language, count)) = commonest(&[counts], script, known) {
        let second = second(&counts, language, script, known);
        if count >= 4 && u32::from(count) * 3 >= u32::from(second) * 4 {
            return Some(language);
        }
    }
    // "to" and "a" are words of Czech and Polish, too, but these are seldom written without a letter of their own, which
    // the detector does not see in a line or two.
    let english = common_in(&counts, Language::ENGLISH, known);
    let most = commonest(&[counts], script, known).map_or(0, |(_, count)| count);
    if script == Script::Latin && english >= 2 && english == most && sample.is_ascii() {
        return Some(Language::ENGLISH);
    }
    if letters >= 40
        && let Some(language) = detect(&sample)
    {
        return Some(language);
    }
    // A page of a line or two: its few common words are all there is to go by.
    let few = || {
        let (language, count) = commonest(&[counts], script, known)?;
        (count >= 2 && count > second(&counts, language, script, known)).then_some(language)
    };
    declared.filter(|language| is_of(*language, script)).or_else(few).or_else(|| detect(&sample))
}

/// Ukrainian and Russian by the letters that the other lacks, where the line has them.
fn by_letters(shape: &Shape, pool: Option<Language>) -> Option<Language> {
    let pool = pool.map_or_else(String::new, |language| language.as_str().to_owned());
    match (shape.ukrainian, shape.russian) {
        (1.., 0) if pool == "ru" => Language::parse("uk"),
        (0, 1..) if pool == "uk" => Language::parse("ru"),
        _ => None,
    }
}

fn common_of(shape: &Shape, language: Language, known: &Furniture) -> u16 {
    common_in(&shape.common, language, known)
}

fn common_in(counts: &[u16; 16], language: Language, known: &Furniture) -> u16 {
    let place = known.languages().iter().position(|other| *other == language);
    place.and_then(|place| counts.get(place)).copied().unwrap_or_default()
}

/// The language whose commonest words are met most, of those of a script.
fn commonest(counts: &[[u16; 16]], script: Script, known: &Furniture) -> Option<(Language, u16)> {
    let counts = counts.first()?;
    let of_script = known.languages().iter().zip(counts).filter(|(language, _)| is_of(**language, script));
    // The first of equals, in the order of the data.
    of_script.fold(None, |best: Option<(Language, u16)>, (language, count)| match best {
        Some((_, most)) if most >= *count => best,
        _ if *count > 0 => Some((*language, *count)),
        _ => best,
    })
}

fn second(counts: &[u16; 16], first: Language, script: Script, known: &Furniture) -> u16 {
    let others = known
        .languages()
        .iter()
        .zip(counts)
        .filter(|(language, _)| **language != first && is_of(**language, script));
    others.map(|(_, count)| *count).max().unwrap_or_default()
}

fn is_of(language: Language, script: Script) -> bool {
    let cyrillic =
        matches!(language.as_str(), "uk" | "ru" | "bg" | "sr" | "be" | "mk" | "kk" | "ky" | "mn" | "tg");
    let other = matches!(
        language.as_str(),
        "ar" | "fa"
            | "ur"
            | "he"
            | "yi"
            | "zh"
            | "ja"
            | "ko"
            | "el"
            | "hy"
            | "ka"
            | "hi"
            | "bn"
            | "ta"
            | "te"
            | "ml"
            | "mr"
            | "gu"
            | "pa"
            | "kn"
            | "th"
            | "my"
            | "km"
            | "am"
            | "si"
            | "ne"
            | "or"
    );
    match script {
        Script::Cyrillic => cyrillic,
        Script::Other => other,
        _ => !cyrillic && !other,
    }
}

/// What the detector says of a text, where it says so reliably or the script leaves no doubt.
fn detect(text: &str) -> Option<Language> {
    let text = &text[..text.floor_char_boundary(SAMPLE)];
    let info = whatlang::detect(text)?;
    if !info.is_reliable() && info.confidence() < 0.5 {
        return None;
    }
    Language::parse(short_code(info.lang().code()))
}

/// The two-letter code of ISO 639-1 where there is one, for the codes that the detector gives.
fn short_code(code: &'static str) -> &'static str {
    match code {
        "eng" => "en",
        "rus" => "ru",
        "cmn" => "zh",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "ben" => "bn",
        "fra" => "fr",
        "deu" => "de",
        "ukr" => "uk",
        "kat" => "ka",
        "ara" => "ar",
        "hin" => "hi",
        "jpn" => "ja",
        "heb" => "he",
        "yid" => "yi",
        "pol" => "pl",
        "amh" => "am",
        "jav" => "jv",
        "kor" => "ko",
        "nob" => "nb",
        "dan" => "da",
        "swe" => "sv",
        "fin" => "fi",
        "tur" => "tr",
        "nld" => "nl",
        "hun" => "hu",
        "ces" => "cs",
        "ell" => "el",
        "bul" => "bg",
        "bel" => "be",
        "mar" => "mr",
        "kan" => "kn",
        "ron" => "ro",
        "slv" => "sl",
        "hrv" => "hr",
        "srp" => "sr",
        "mkd" => "mk",
        "lit" => "lt",
        "lav" => "lv",
        "est" => "et",
        "tam" => "ta",
        "vie" => "vi",
        "urd" => "ur",
        "tha" => "th",
        "guj" => "gu",
        "uzb" => "uz",
        "pan" => "pa",
        "aze" => "az",
        "ind" => "id",
        "tel" => "te",
        "pes" => "fa",
        "mal" => "ml",
        "ori" => "or",
        "mya" => "my",
        "nep" => "ne",
        "sin" => "si",
        "khm" => "km",
        "tuk" => "tk",
        "aka" => "ak",
        "zul" => "zu",
        "sna" => "sn",
        "afr" => "af",
        "lat" => "la",
        "slk" => "sk",
        "cat" => "ca",
        "tgl" => "tl",
        "hye" => "hy",
        "epo" => "eo",
        "cym" => "cy",
        other => other,
    }
}
