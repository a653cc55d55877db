//! Cookies: small, ours alone, never sent by another site's page, out of reach of scripts.

use axum::http::{HeaderMap, HeaderValue, header};

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

/// Sets a cookie, for `seconds` or as long as the browser is open. A value that no header can hold sets nothing.
pub(crate) fn set(headers: &mut HeaderMap, name: &str, value: &str, seconds: Option<u32>) {
    if !value.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'"' | b'\\')) {
        return;
    }
    let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    let line = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{age}");
    if let Ok(line) = HeaderValue::from_str(&line) {
        headers.append(header::SET_COOKIE, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("xdesk=1; desk=2;desk2=3"));
        assert_eq!(cookie(&headers, "desk"), Some("2"));
        assert_eq!(cookie(&headers, "sk"), None);
    }

    #[test]
    fn a_value_cannot_bring_a_header_of_its_own() {
        let mut headers = HeaderMap::new();
        set(&mut headers, "by", "Ana; Domain=example.org", None);
        set(&mut headers, "by", "Ana\r\nX: y", None);
        assert!(headers.is_empty());
        set(&mut headers, "by", "Ana", Some(60));
        assert_eq!(headers[header::SET_COOKIE], "by=Ana; Path=/; HttpOnly; SameSite=Strict; Max-Age=60");
    }
}
