//! A try with a password or PIN: counted before it is looked at, locked when there were too many, and kept in the security log.

use std::net::IpAddr;
use std::sync::LazyLock;

use sunhall_hall::Moment;
use sunhall_hall::ids::StaffNumber;

use super::language::Reader;
use super::state::{App, clock, minutes};
use crate::credentials;
use crate::store::{SecurityEntry, SecurityKind};

/// Checked when somebody does not exist, so that the time does not tell.
static NOBODY: LazyLock<String> = LazyLock::new(|| credentials::hash_password("nobody").unwrap_or_default());

/// The longest password that is looked at.
pub const SECRET_MAX: usize = 200;

/// The longest number that counts as one.
const NUMBER_MAX: usize = 16;

/// Why somebody does not get in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    Wrong,
    Locked { until: Moment },
}

impl Denied {
    pub fn words(self, app: &App, reader: &Reader) -> String {
        match self {
            Self::Wrong => reader.ui.say("sign-on-wrong"),
            Self::Locked { until } => {
                let left = minutes(app.engine.now(), until.plus_seconds(59));
                reader.ui.with("sign-on-locked-until", &[("time", clock(until).into()), ("minutes", left.into())])
            }
        }
    }
}

/// What may open: at the door either of the two, to change them only the password itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    PasswordOrPin,
    Password,
}

/// The account as tries are counted: what was typed, never longer than a number can be.
pub fn account(number: &str) -> String {
    number.chars().take(NUMBER_MAX + 1).collect()
}

/// Checks number and secret; every try counts for the account and for the address until it has proved right.
pub async fn check(app: &App, from: IpAddr, number: &str, secret: &str, asked: Asked) -> Result<(), Denied> {
    let (account_limit, address_limit) = app.limits("security.login_tries", "security.login_lock");
    let (now, key) = (app.engine.now(), account(number));
    let locked = |left: i64| Denied::Locked { until: Moment(now.0.saturating_add(left)) };
    let address_left = app.addresses.begin(from, address_limit, now).map_err(locked)?;
    let account_left = app.accounts.begin(key.clone(), account_limit, now).map_err(|left| {
        app.addresses.refund(&from);
        locked(left)
    })?;
    let stored = stored_secret(app, number);
    let known = stored.is_some();
    let given = if secret.len() <= SECRET_MAX { secret } else { "" };
    let right = matches(app, stored, given, asked).await && known;
    if right {
        app.accounts.right(&key);
        app.addresses.refund(&from);
        return Ok(());
    }
    // Somebody may have typed a password where the number belongs: only numbers that exist are written down.
    let note = |kind| {
        let entry = SecurityEntry::new(now, kind).from(Some(from));
        app.engine.note(&if known { entry.about(number) } else { entry });
    };
    tracing::warn!(address = %from, "a wrong sign-on");
    note(SecurityKind::SignOnWrong);
    if account_left == 0 || address_left == 0 {
        note(SecurityKind::LockedOut);
    }
    Err(Denied::Wrong)
}

async fn matches(app: &App, stored: Option<String>, given: &str, asked: Asked) -> bool {
    let stored = stored.unwrap_or_else(|| NOBODY.clone());
    let stored = match asked {
        Asked::PasswordOrPin => stored,
        Asked::Password => stored.lines().next().unwrap_or_default().to_owned(),
    };
    let Ok(_permit) = app.checks.acquire().await else { return false };
    credentials::check(stored, given).await
}

/// What the password of somebody who works here is checked against: the password's line, then perhaps the PIN's.
pub fn stored_secret(app: &App, number: &str) -> Option<String> {
    let (hall, number) = (app.engine.hall(), StaffNumber::new(number));
    hall.staff.present(&number)?;
    let credential = hall.access.credentials.get(&number)?;
    Some(app.text(&credential.secret)).filter(|stored| !stored.is_empty())
}

/// The staff number in what was typed or scanned: a number, or the address in a badge's QR.
pub fn scanned_number(text: &str) -> &str {
    let text = text.trim();
    let end = |rest: &'static str| text.rsplit_once(rest).map(|(_, number)| number);
    let number = end("/s/").or_else(|| end("staff=")).unwrap_or(text);
    number.split(['?', '&', '#', '/']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_what_a_scanner_types() {
        for typed in
            ["0203", " 0203 ", "http://192.168.1.5:8080/s/0203", "https://hall.example/sign-on?staff=0203", "http://hall/s/0203?lang=en", "staff=0203&x=1"]
        {
            assert_eq!(scanned_number(typed), "0203", "{typed}");
        }
        assert_eq!(scanned_number(""), "");
        assert_eq!(account(&"9".repeat(500)).len(), NUMBER_MAX + 1);
    }
}
