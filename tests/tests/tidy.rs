//! The tree holds to its own rules: borders between crates and modules, sizes, no orphans, all regulations accounted for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sunhall_tests::checkout::{files, top};
use syn::spanned::Spanned;
use syn::visit::Visit;

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;

fn relative(path: &Path) -> String {
    path.strip_prefix(top()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Sources of the product and of its tools; tests are measured by other rules.
fn sources() -> Vec<PathBuf> {
    files(&top(), ".rs")
        .into_iter()
        .filter(|path| {
            let name = relative(path);
            !name.contains("/tests/") && !name.contains("/benches/") && !name.contains("/examples/") && !name.ends_with("/tests.rs")
        })
        .collect()
}

/// Our own crates that a manifest names, with and without development dependencies.
fn own_dependencies(manifest: &Path, section: &str) -> BTreeSet<String> {
    let manifest: toml::Table = read(manifest).parse().expect("a manifest is TOML");
    let Some(dependencies) = manifest.get(section).and_then(toml::Value::as_table) else { return BTreeSet::new() };
    dependencies.keys().filter_map(|name| name.strip_prefix("sunhall-")).map(str::to_owned).collect()
}

#[test]
fn crates_know_only_whom_they_may() {
    let allowed: BTreeMap<&str, (&str, &[&str])> = BTreeMap::from([
        ("protocol", ("protocol", &[] as &[&str])),
        ("hall", ("hub/hall", &[])),
        ("hub", ("hub", &["hall", "protocol"])),
        ("screen", ("display/screen", &["protocol"])),
        ("display", ("display", &["screen", "protocol"])),
        ("kiosk", ("kiosk", &["screen", "protocol"])),
        ("printer", ("deploy/printer", &[])),
    ]);
    for (name, (folder, may)) in allowed {
        let own = own_dependencies(&top().join(folder).join("Cargo.toml"), "dependencies");
        let may: BTreeSet<String> = may.iter().map(|name| (*name).to_owned()).collect();
        assert!(own.is_subset(&may), "{name} depends on {own:?}, may only on {may:?}");
    }
    for folder in ["protocol", "hub/hall"] {
        assert!(own_dependencies(&top().join(folder).join("Cargo.toml"), "dev-dependencies").is_empty(), "{folder} knows nobody of ours, not even in tests");
    }
}

#[test]
fn the_hall_cannot_reach_clock_disk_network_or_chance() {
    let manifest: toml::Table = read(&top().join("hub/hall/Cargo.toml")).parse().expect("a manifest is TOML");
    let dependencies = manifest["dependencies"].as_table().expect("a table");
    for name in dependencies.keys() {
        assert!(["chrono", "csv", "imbl", "serde", "thiserror"].contains(&name.as_str()), "the hall takes no {name}");
    }
    let root: toml::Table = read(&top().join("Cargo.toml")).parse().expect("a manifest is TOML");
    let chrono = &root["workspace"]["dependencies"]["chrono"];
    assert_eq!(chrono["default-features"].as_bool(), Some(false), "chrono comes without its clock");
    let features = chrono["features"].as_array().expect("a list");
    assert!(!features.iter().any(|feature| feature.as_str() == Some("clock") || feature.as_str() == Some("now")), "chrono comes without its clock");
}

struct Functions {
    long: Vec<String>,
    file: String,
}

impl Functions {
    fn measure(&mut self, name: &syn::Ident, span: proc_macro2::Span) {
        let lines = span.end().line + 1 - span.start().line;
        if lines > FUNCTION_LINES_MAX {
            self.long.push(format!("{}: {name} has {lines} lines", self.file));
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let test = module.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
        if !(test && module.ident == "tests") {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.sig.ident, function.span());
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.measure(&function.sig.ident, function.span());
        syn::visit::visit_impl_item_fn(self, function);
    }
}

#[test]
fn files_and_functions_stay_readable() {
    let mut complaints = Vec::new();
    for path in sources() {
        let (text, name) = (read(&path), relative(&path));
        let lines = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().lines().count();
        if lines > FILE_LINES_MAX {
            complaints.push(format!("{name} has {lines} lines"));
        }
        if !text.starts_with("//!") {
            complaints.push(format!("{name} does not open with a sentence on its duty"));
        }
        let mut functions = Functions { long: Vec::new(), file: name };
        functions.visit_file(&syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
        complaints.extend(functions.long);
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Tests, examples and small programs that cargo finds by their folder, and the bench that its manifest names.
fn is_test_root(path: &Path) -> bool {
    let name = relative(path);
    let parent = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder_of_its_own = name.ends_with("/main.rs") && (name.contains("/benches/") || name.contains("tests/tests/"));
    matches!(parent.as_str(), "tests" | "benches" | "examples" | "bin") || folder_of_its_own
}

/// Files that a source names by `mod`, from the way Rust looks them up.
fn children(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().expect("a file lies in a folder");
    let stem = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let root = matches!(&*stem, "lib" | "main" | "mod") || is_test_root(path);
    let below = if root { folder.to_path_buf() } else { folder.join(&stem) };
    let file = syn::parse_file(&read(path)).expect("sources parse");
    let modules = file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
        _ => None,
    });
    modules.flat_map(|name| [below.join(format!("{name}.rs")), below.join(name).join("mod.rs")]).filter(|path| path.exists()).collect()
}

#[test]
fn no_source_is_an_orphan() {
    let mut reached = BTreeSet::new();
    let mut open: Vec<PathBuf> = files(&top(), ".rs")
        .into_iter()
        .filter(|path| {
            let name = relative(path);
            name.ends_with("src/lib.rs") || name.ends_with("src/main.rs") || is_test_root(path)
        })
        .collect();
    while let Some(path) = open.pop() {
        if reached.insert(path.clone()) {
            open.extend(children(&path));
        }
    }
    let orphans: Vec<String> = files(&top(), ".rs").iter().filter(|path| !reached.contains(*path)).map(|path| relative(path)).collect();
    assert!(orphans.is_empty(), "nobody names these: {orphans:?}");
}

/// Height of a module of the hall; uses go downward only.
fn height(module: &str) -> Option<u8> {
    Some(match module {
        "journeys" => 4,
        "regulations" | "planned" => 3,
        "floor" | "cases" | "settings" => 2,
        "staff" | "access" | "screens" => 1,
        "clock" | "calendar" | "policy" | "ids" | "moment" => 0,
        _ => return None,
    })
}

struct Uses {
    named: BTreeSet<String>,
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        if path.ident == "crate" {
            collect_first(&path.tree, &mut self.named);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let mut segments = path.segments.iter();
        if segments.next().is_some_and(|first| first.ident == "crate")
            && let Some(second) = segments.next()
        {
            self.named.insert(second.ident.to_string());
        }
        syn::visit::visit_path(self, path);
    }
}

fn collect_first(tree: &syn::UseTree, named: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => drop(named.insert(path.ident.to_string())),
        syn::UseTree::Name(name) => drop(named.insert(name.ident.to_string())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|item| collect_first(item, named)),
        syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => {}
    }
}

/// Modules of a folder by name.
fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("the folder exists");
    entries.flatten().filter_map(|entry| entry.path().file_stem().map(|name| name.to_string_lossy().into_owned())).collect()
}

#[test]
fn the_hall_looks_downward_only() {
    let source = top().join("hub/hall/src");
    let mut complaints = Vec::new();
    for path in files(&source, ".rs") {
        let inside = path.strip_prefix(&source).expect("below").to_string_lossy().replace('\\', "/");
        let module = inside.split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some(own) = height(&module) else { continue };
        let mut uses = Uses { named: BTreeSet::new() };
        let text = read(&path);
        uses.visit_file(&syn::parse_file(text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default()).expect("sources parse"));
        complaints
            .extend(uses.named.iter().filter(|named| height(named).is_some_and(|other| other > own)).map(|named| format!("{inside} looks up to {named}")));
        if matches!(module.as_str(), "journeys" | "regulations") {
            let mut levels = inside.split(['/', '.']).skip(1);
            let own_name = levels.next().unwrap_or_default();
            let siblings = names_in(&source.join(&module)).into_iter().filter(|name| name != own_name && name != "mod" && own_name != "mod");
            complaints
                .extend(siblings.filter(|name| text.contains(&format!("crate::{module}::{name}::"))).map(|name| format!("{inside} calls its sibling {name}")));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn each_skill_of_the_hub_has_one_home() {
    let homes: [(&str, &[&str]); 4] =
        [("mqtt5::", &["hub/src/broker"]), ("rusqlite", &["hub/src/store"]), ("rumqttc", &["hub/src/bus", "hub/src/broker"]), ("axum", &["hub/src/web"])];
    let mut complaints = Vec::new();
    for path in files(&top().join("hub/src"), ".rs") {
        let (name, text) = (relative(&path), read(&path));
        let product = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (skill, own) in homes {
            let used = product.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(skill));
            if used && !own.iter().any(|home| name.starts_with(home)) {
                complaints.push(format!("{name} uses {skill}, which lives in {own:?}"));
            }
        }
        let sees_messages = product.contains("KioskAsk") || product.contains("PadAsk");
        let sees_commands = product.contains("Citizen::") || product.contains("Clerk::");
        if sees_messages && sees_commands && !name.starts_with("hub/src/wire") {
            complaints.push(format!("{name} sees message and command together; only wire does"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn nothing_unfinished_and_no_machine_path_is_committed() {
    let marks = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["todo", "!("].concat(), ["unimplemented", "!("].concat(), ["#[ign", "ore"].concat()];
    let mut complaints = Vec::new();
    for path in files(&top(), ".rs") {
        let text = read(&path);
        complaints.extend(marks.iter().filter(|mark| text.contains(mark.as_str())).map(|mark| format!("{}: {mark}", relative(&path))));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
