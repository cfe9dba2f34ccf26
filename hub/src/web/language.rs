//! In which language somebody reads: chosen by link, else as the browser asks; Chinese where nobody says.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum_extra::extract::CookieJar;
use sunhall_protocol::words::Language;

use super::say::Say;
use super::state::{App, Shared};

/// Name of the cookie that keeps the choice.
pub const COOKIE: &str = "language";

/// The reader of a page.
#[derive(Clone, Debug)]
pub struct Reader {
    pub ui: Say,
    /// The page's own address, for the link to the other language.
    pub path: String,
    /// The asker is the page's script, which wants a fragment.
    pub fragment: bool,
}

impl Reader {
    pub fn of(_app: &App, headers: &HeaderMap, uri: &Uri) -> Self {
        let path = uri.path().strip_suffix("/live").filter(|path| !path.is_empty()).unwrap_or(uri.path()).to_owned();
        Self { ui: Say::new(language(headers)), path, fragment: headers.contains_key("hx-request") }
    }
}

impl FromRequestParts<Shared> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Self::Rejection> {
        Ok(Self::of(app, &parts.headers, &parts.uri))
    }
}

/// The language of a request.
pub fn language(headers: &HeaderMap) -> Language {
    if let Some(chosen) = CookieJar::from_headers(headers).get(COOKIE).and_then(|cookie| cookie.value().parse().ok()) {
        return chosen;
    }
    let wishes = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut known = wishes.split(',').filter_map(|wish| {
        let tag = wish.split([';', '-']).next()?.trim().to_ascii_lowercase();
        match tag.as_str() {
            "zh" => Some(Language::Chinese),
            "en" => Some(Language::English),
            _ => None,
        }
    });
    known.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_wish_counts_and_a_choice_before_it() {
        let asked = |wish: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, wish.parse().unwrap());
            language(&headers)
        };
        assert_eq!(asked("en-GB,en;q=0.9,zh;q=0.8"), Language::English);
        assert_eq!(asked("fr,zh-CN;q=0.9,en;q=0.8"), Language::Chinese);
        assert_eq!(asked("fr"), Language::Chinese);
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "zh-CN".parse().unwrap());
        headers.insert(header::COOKIE, "language=en".parse().unwrap());
        assert_eq!(language(&headers), Language::English);
    }
}
