//! Files for an external Mosquitto: who comes in with which password, and who may speak and listen where.

use std::fmt::Write as _;
use std::num::NonZeroU32;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::pbkdf2;
use sunhall_protocol::access::{DeviceClass, TABLE};
use sunhall_protocol::topics::Topics;

use crate::draw::system_bytes;

/// What Mosquitto's own program takes. The passwords hashed here are 128 random bits, which nobody tries through.
const ROUNDS: NonZeroU32 = NonZeroU32::new(101).expect("it is not zero");

/// Marks a hash as Mosquitto stores it: PBKDF2 with HMAC-SHA512.
const MARK: &str = "$7$";

/// A password as Mosquitto's password file holds it.
pub fn hash(password: &str) -> Result<String, rand::rngs::SysError> {
    let chance = system_bytes()?;
    let salt = &chance[..12];
    let mut key = [0; 64];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA512, ROUNDS, salt, password.as_bytes(), &mut key);
    Ok(format!("{MARK}{ROUNDS}${}${}", STANDARD.encode(salt), STANDARD.encode(key)))
}

/// The line among a stored secret's that Mosquitto reads.
pub fn stored(secret: &str) -> Option<&str> {
    secret.lines().find(|line| line.starts_with(MARK))
}

/// A password file of these users and their stored hashes.
pub fn passwords<'a>(users: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    users.into_iter().fold(String::new(), |mut text, (user, hash)| {
        // A text takes every line.
        let _ = writeln!(text, "{user}:{hash}");
        text
    })
}

/// An access file: the rows of the access table that these users have. Whatever it does not name is refused.
pub fn access<'a>(topics: &Topics, users: impl IntoIterator<Item = (&'a str, DeviceClass)>) -> String {
    let mut text = String::from("# Written by sunhall-hub from its access table. Changes here are lost.\n");
    for (user, class) in users {
        let Some(row) = TABLE.iter().find(|row| row.class == class) else { continue };
        let _ = writeln!(text, "\nuser {user}");
        for (verb, paths) in [("write", row.publish), ("read", row.subscribe)] {
            for path in paths {
                let _ = writeln!(text, "topic {verb} {}{}", topics.prefix(), path.replace("{id}", user));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_user_has_the_rows_of_its_class_under_its_own_name() {
        let text = access(&Topics::new("demo"), [("hub", DeviceClass::Hub), ("pad-2", DeviceClass::CallPad)]);
        assert!(text.contains("user hub\ntopic write sunhall/1/demo/board\n") && text.contains("topic read sunhall/1/demo/kiosk/+/ask\n"));
        let pad = text.split("user pad-2\n").nth(1).unwrap();
        assert!(pad.starts_with("topic write sunhall/1/demo/pad/pad-2/ask\ntopic write sunhall/1/demo/presence/pad-2\n"), "{pad}");
        assert!(!pad.contains('+') && !text.contains("{id}"));
    }

    #[test]
    fn a_hash_has_the_form_that_mosquitto_reads_and_its_own_salt() {
        let hash = hash("a password").unwrap();
        let parts: Vec<&str> = hash.split('$').collect();
        assert_eq!((parts[1], parts[2], parts[3].len(), parts[4].len()), ("7", "101", 16, 88));
        assert_ne!(super::hash("a password").unwrap(), hash);
        assert_eq!(stored(&format!("$argon2id$v=19$x\n{hash}")), Some(hash.as_str()));
        assert_eq!(stored("$argon2id$v=19$x"), None);
    }
}
