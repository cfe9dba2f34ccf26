use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;

use super::*;

const NOW: Moment = Moment(1_795_672_800_000);

fn names() -> Vec<String> {
    vec!["hall.example".to_owned(), "192.0.2.7".to_owned()]
}

fn later(days: i64) -> Moment {
    Moment(NOW.0 + days * DAY_MS)
}

fn open(data: &TempDir, now: Moment) -> Trust {
    Trust::open(data.path(), "demo", &names(), now).unwrap()
}

fn served(data: &TempDir) -> Server {
    Server::read(&std::fs::read_to_string(data.path().join(FOLDER).join(SERVER_FILE)).unwrap()).unwrap()
}

#[test]
fn a_new_hall_has_a_ca_and_a_certificate_for_its_names_and_secrets_are_private() {
    let data = TempDir::new().unwrap();
    let trust = open(&data, NOW);
    let facts = served(&data).facts().unwrap();
    for name in ["hall.example", "192.0.2.7", "localhost", "127.0.0.1", "::1"] {
        assert!(facts.names.contains(name), "{name} in {facts:?}");
    }
    assert_eq!(days(NOW, facts.until), SERVER_DAYS - 1, "until midnight");
    let mode = |name: &str| std::fs::metadata(data.path().join(FOLDER).join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!([mode(AUTHORITY_FILE), mode(SERVER_FILE), mode(CA_FILE)], [0o600, 0o600, 0o644]);
    let ca = std::fs::read_to_string(trust.ca_file()).unwrap();
    assert!(!ca.contains("PRIVATE") && trust.pins().borrow().as_ref() == ca);
    assert_eq!(trust.fingerprint().len(), 32 * 3 - 1);
}

#[test]
fn a_restart_changes_nothing_and_other_names_issue_anew() {
    let data = TempDir::new().unwrap();
    let first = (open(&data, NOW).fingerprint(), served(&data).chain);
    assert_eq!((open(&data, later(1)).fingerprint(), served(&data).chain), first);
    let trust = Trust::open(data.path(), "demo", &["other.example".to_owned()], NOW).unwrap();
    assert_eq!(trust.fingerprint(), first.0, "the CA stays");
    assert!(served(&data).facts().unwrap().names.contains("other.example"));
}

#[test]
fn a_certificate_is_issued_anew_before_its_end_and_not_too_early() {
    let data = TempDir::new().unwrap();
    let trust = open(&data, NOW);
    let first = served(&data).chain;
    assert_eq!(trust.tend(later(SERVER_DAYS - SERVER_LEFT_DAYS - 1)).unwrap(), []);
    let changes = trust.tend(later(SERVER_DAYS - SERVER_LEFT_DAYS)).unwrap();
    assert!(matches!(changes.as_slice(), [Change::Issued { .. }]), "{changes:?}");
    assert_ne!(served(&data).chain, first);
}

#[test]
fn a_ca_announces_its_successor_two_years_ahead_and_gives_way_a_year_ahead() {
    let data = TempDir::new().unwrap();
    let trust = open(&data, NOW);
    let (old, pins) = (trust.fingerprint(), trust.pins());
    let certificates = || certificate::certificates(&pins.borrow()).unwrap();
    let announcing = trust.tend(later(certificate::AUTHORITY_DAYS - ANNOUNCE_LEFT_DAYS + 1)).unwrap();
    let [Change::Announced { fingerprint: new }, Change::Issued { .. }] = announcing.as_slice() else { panic!("{announcing:?}") };
    assert_eq!((certificates().len(), trust.fingerprint()), (2, old.clone()));

    // A restart in between remembers it.
    drop(trust);
    let near = later(certificate::AUTHORITY_DAYS - TAKE_OVER_LEFT_DAYS - 2);
    let trust = open(&data, near);
    assert_eq!(certificate::certificates(&trust.pins().borrow()).unwrap().len(), 2);
    let changes = trust.tend(later(certificate::AUTHORITY_DAYS - TAKE_OVER_LEFT_DAYS + 1)).unwrap();
    assert!(matches!(changes.as_slice(), [Change::TookOver { .. }, Change::Issued { .. }]), "{changes:?}");
    assert_eq!(&trust.fingerprint(), new);
    assert_eq!(certificate::certificates(&trust.pins().borrow()).unwrap().len(), 1);
    let server = served(&data);
    assert_eq!(server.chain.len(), 2, "the CA's own certificate by its predecessor comes along");
    assert!(!data.path().join(FOLDER).join(NEXT_FILE).exists());
}

#[test]
fn a_take_over_that_was_cut_short_is_finished_at_the_next_start() {
    let data = TempDir::new().unwrap();
    let trust = open(&data, NOW);
    trust.announce(NOW).unwrap();
    let file = |name: &str| data.path().join(FOLDER).join(name);
    let (next, old) = (std::fs::read(file(NEXT_FILE)).unwrap(), std::fs::read(file(SERVER_FILE)).unwrap());
    trust.take_over(NOW).unwrap();
    let new = trust.fingerprint();
    // As a kill right after the first file was replaced leaves it.
    std::fs::write(file(NEXT_FILE), next).unwrap();
    std::fs::write(file(SERVER_FILE), old).unwrap();
    let trust = open(&data, NOW);
    assert_eq!(trust.fingerprint(), new);
    assert_eq!(certificate::certificates(&trust.pins().borrow()).unwrap().len(), 1);
    assert!(trust.state().authority.issued(served(&data).chain.first().unwrap()));
}
