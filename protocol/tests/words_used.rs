//! Both languages have the same words, and every word that a source file asks for exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sunhall_protocol::words;

/// Names of the wire and of fields that begin as a word's key does.
const NO_WORDS: [&str; 4] = ["staff-display", "service-kind", "guide-object", "guide-result"];

/// Key → its placeholders.
type Keys = BTreeMap<String, BTreeSet<String>>;

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let (chinese, english) = (keys_of("zh-CN"), keys_of("en"));
    assert!(chinese.len() > 389, "only {} keys were read", chinese.len());
    for (key, placeholders) in &chinese {
        assert_eq!(english.get(key), Some(placeholders), "{key} differs in en.ftl");
    }
    for key in english.keys() {
        assert!(chinese.contains_key(key), "{key} is missing in zh-CN.ftl");
    }
}

#[test]
fn every_word_can_be_said_in_both_languages() {
    for (key, placeholders) in keys_of("zh-CN") {
        let arguments: Vec<(&str, words::Argument)> = placeholders.iter().map(|name| (name.as_str(), 1.into())).collect();
        for language in words::Language::ALL {
            let said = words::say_with(language, &key, &arguments);
            assert!(!said.contains('{') && !said.contains('$'), "{key}: {said}");
            assert!(!said.contains('\u{2068}'), "{key} carries isolating marks");
        }
    }
}

#[test]
fn no_word_is_harsh() {
    for line in source("zh-CN").lines().filter(|line| !line.starts_with('#')) {
        for harsh in ["系统", "异常", "失败", "非法", "请勿", "！", "!"] {
            assert!(!line.contains(harsh), "{harsh} in: {line}");
        }
    }
}

#[test]
fn every_key_that_the_sources_use_exists() {
    let keys = keys_of("zh-CN");
    let mut files = Vec::new();
    collect(&workspace(), &mut files);
    let mut seen = 0;
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a source is text");
        let mut found = calls(&text);
        if speaks(&file, &text) {
            found.extend(named_in_passing(&text, &keys));
        }
        for call in found {
            seen += call.keys.len();
            for problem in problems(&call, &keys) {
                wrong.push(format!("{}: {problem}", file.display()));
            }
        }
    }
    assert!(seen > 5, "the search for used keys found only {seen} uses");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_search_for_used_keys_finds_what_is_wrong() {
    let keys = keys_of("zh-CN");
    let found = |text: &str| calls(text).iter().flat_map(|call| problems(call, &keys)).count();
    assert_eq!(found(r#"words::say(language, "kiosk-take-number")"#), 0);
    assert_eq!(found(r#"words::say(language, "kiosk-take-nothing")"#), 1);
    assert_eq!(found(r#"{{ word("kiosk-take-nothing") }}"#), 1);
    assert_eq!(found(r#"say(l, if a { "common-yes" } else { "common-maybe" })"#), 1);
    assert_eq!(found(r#"say(l, &format!("rating-{level}"))"#), 0);
    assert_eq!(found(r#"say(l, &format!("stars-{level}"))"#), 1);
    assert_eq!(found(r#"say_with(l, "common-people", &[("count", 3.into())])"#), 0);
    assert_eq!(found(r#"say_with(l, "common-people", &[("number", 3.into())])"#), 1);
    assert_eq!(found(r#"Refusal::new("refusal-that-is-nowhere")"#), 1);
    let passing = |text: &str| named_in_passing(text, &keys).iter().flat_map(|call| problems(call, &keys)).count();
    assert_eq!(passing(r#"let note = if demo { "common-demo-local" } else { "slip-scan" };"#), 0);
    assert_eq!(passing(r#"let note = if demo { "common-demo-nowhere" } else { "slip-scan" };"#), 1);
    assert_eq!(passing(r#"let device = "kiosk-1"; let other = "some-thing";"#), 0);
}

/// One place where a source names keys.
struct Call {
    keys: Vec<String>,
    /// The names given, where the arguments are written out in place.
    arguments: Option<BTreeSet<String>>,
}

fn problems(call: &Call, keys: &Keys) -> Vec<String> {
    let mut found = Vec::new();
    for key in &call.keys {
        let whole = key.strip_suffix('-').map(|start| (start, ""));
        if let Some((start, _)) = key.split_once('{').or(whole) {
            if !keys.keys().any(|known| known.starts_with(start)) {
                found.push(format!("no word begins with {start}"));
            }
        } else if let Some(placeholders) = keys.get(key) {
            if let Some(given) = &call.arguments
                && !placeholders.is_subset(given)
            {
                found.push(format!("{key} needs {placeholders:?}, given {given:?}"));
            }
        } else {
            found.push(format!("there is no word {key}"));
        }
    }
    found
}

/// Calls of `say`, `say_with`, `word` and `word_with`, and literals that begin with `refusal-`.
fn calls(text: &str) -> Vec<Call> {
    let mut found = Vec::new();
    for name in ["say", "word", "say_with", "word_with"] {
        for (start, _) in text.match_indices(&format!("{name}(")) {
            let before = text[..start].chars().next_back();
            if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
                continue;
            }
            let inside = balanced(&text[start + name.len()..]);
            let (head, list) = match inside.find("&[") {
                Some(at) if name.ends_with("with") => (&inside[..at], Some(&inside[at..])),
                _ => (inside, None),
            };
            let arguments = list.map(|list| literals(list).into_iter().collect());
            found.push(Call { keys: literals(head).into_iter().filter(|literal| is_key(literal)).collect(), arguments });
        }
    }
    let refusals = literals(text).into_iter().filter(|literal| is_key(literal));
    for key in refusals.filter(|key| key.starts_with("refusal-") && !key.contains('{')) {
        found.push(Call { keys: vec![key], arguments: None });
    }
    found
}

/// Sources that look words up may choose a key first and say it later; tests and markup name other things too.
fn speaks(file: &Path, text: &str) -> bool {
    let source = file.extension().is_some_and(|end| end == "rs");
    source && !file.components().any(|part| part.as_os_str() == "tests") && (text.contains("words::") || text.contains("say("))
}

/// Literals that begin like a key of ours; `kiosk-1` and the like are devices.
fn named_in_passing(text: &str, keys: &Keys) -> Vec<Call> {
    let sections: BTreeSet<&str> = keys.keys().filter_map(|key| key.split('-').next()).collect();
    let icons = fs::read_to_string(workspace().join("hub/static/icons.svg")).expect("the icons");
    let ours = |literal: &String| {
        let (first, rest) = literal.split_once('-').unwrap_or_default();
        let named = NO_WORDS.contains(&literal.as_str()) || first == "icon" || icons.contains(&format!("id=\"{literal}\""));
        sections.contains(first) && !named && !literal.contains('{') && !rest.ends_with(|letter: char| letter.is_ascii_digit() || letter == '-')
    };
    let named = literals(text).into_iter().filter(|literal| is_key(literal)).filter(ours);
    named.map(|key| Call { keys: vec![key], arguments: None }).collect()
}

fn is_key(literal: &str) -> bool {
    let plain = literal.split('{').next().unwrap_or_default();
    plain.contains('-')
        && plain.starts_with(|letter: char| letter.is_ascii_lowercase())
        && plain.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

/// What stands between the first opening bracket and its partner.
fn balanced(text: &str) -> &str {
    let mut depth = 0_u32;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return &text[1..at];
                }
            }
            _ => {}
        }
    }
    text
}

/// The quoted strings of a line of source; escaped quotes do not occur in keys.
fn literals(text: &str) -> Vec<String> {
    text.lines().flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the workspace").flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') && !["target", "node_modules"].contains(&&*name) {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|end| end == "rs" || end == "html")
            // This file speaks about keys that must not exist.
            && !path.ends_with("protocol/tests/words_used.rs")
            && !path.components().any(|part| part.as_os_str() == "examples")
        {
            files.push(path);
        }
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn source(language: &str) -> String {
    fs::read_to_string(workspace().join(format!("protocol/words/{language}.ftl"))).expect("the words")
}

/// Reads the plain form in which our words are written: `key = text`, continued by indented lines.
fn keys_of(language: &str) -> Keys {
    let mut keys = Keys::new();
    let mut current: Option<String> = None;
    for line in source(language).lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            current = None;
        } else if line.starts_with(' ') {
            let key = current.clone().expect("a continued line belongs to a key");
            keys.entry(key).or_default().extend(placeholders(line));
        } else {
            let (key, text) = line.split_once(" = ").expect(line);
            let before = keys.insert(key.to_owned(), placeholders(text).collect());
            assert!(before.is_none(), "{key} stands twice in {language}.ftl");
            current = Some(key.to_owned());
        }
    }
    keys
}

fn placeholders(text: &str) -> impl Iterator<Item = String> {
    text.split('$').skip(1).map(|rest| rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect())
}
