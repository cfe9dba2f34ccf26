//! Passwords, PINs, device passwords and API tokens: made, hashed for storage, and checked.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use rand::rngs::SysError;

use crate::broker::mosquitto;
use crate::draw::{crockford, hex, system_bytes, text_hash};

/// Marks a stored token; everything else is a PHC string of argon2id.
const TOKEN_MARK: &str = "blake3$";

#[derive(Debug, thiserror::Error)]
pub enum HashFault {
    #[error("the operating system gives no random numbers: {0}")]
    Chance(#[from] SysError),
    #[error("a password cannot be hashed: {0}")]
    Hash(String),
}

/// A random password of 128 bits, as people may have to type it.
pub fn random_password() -> Result<String, SysError> {
    Ok(crockford(u128::from_be_bytes(system_bytes()?)).to_lowercase())
}

/// A one-time password as people type it from a note: four groups of four, 80 bits.
pub fn one_time_password() -> Result<String, SysError> {
    let text = random_password()?;
    let groups: Vec<&str> = (0..4).filter_map(|place| text.get(text.len() - 16 + 4 * place..text.len() - 12 + 4 * place)).collect();
    Ok(groups.join("-"))
}

/// Argon2id of a password; slow on purpose, so not to be called on an async thread.
pub fn hash_password(password: &str) -> Result<String, HashFault> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|error| HashFault::Hash(error.to_string()))?;
    Ok(hash.to_string())
}

/// A device's password: for the embedded broker, and in the form that an external Mosquitto takes.
pub async fn hash_of_device(password: String) -> Result<String, HashFault> {
    let external = mosquitto::hash(&password)?;
    Ok(format!("{}\n{external}", hash(password).await?))
}

/// Password and PIN of one person: either signs on.
pub fn hash_password_and_pin(password: &str, pin: Option<&str>) -> Result<String, HashFault> {
    let mut stored = hash_password(password)?;
    if let Some(pin) = pin {
        stored.push('\n');
        stored.push_str(&hash_password(pin)?);
    }
    Ok(stored)
}

/// An API token as it is stored. It holds 128 random bits, so nobody can try them all and a fast salted hash guards
/// it as well as a slow one; checked at every request, the slow one would cost more than the request.
pub fn hash_token(secret: &str) -> Result<String, HashFault> {
    let salt = hex(&system_bytes()?);
    Ok(format!("{TOKEN_MARK}{salt}${}", text_hash(salt.as_bytes(), secret)))
}

/// Does `given` open what is stored? Slow for passwords.
pub fn matches(stored: &str, given: &str) -> bool {
    // Every line is tried, so that the time does not tell which one matched.
    stored.lines().fold(false, |found, line| found | matches_line(line, given))
}

fn matches_line(stored: &str, given: &str) -> bool {
    if let Some(token) = stored.strip_prefix(TOKEN_MARK) {
        let Some((salt, hash)) = token.split_once('$') else { return false };
        // Hashes of blake3 compare in constant time.
        return blake3::Hash::from_hex(hash).ok() == blake3::Hash::from_hex(text_hash(salt.as_bytes(), given)).ok();
    }
    PasswordHash::new(stored).is_ok_and(|hash| Argon2::default().verify_password(given.as_bytes(), &hash).is_ok())
}

/// [`matches`] away from the async threads.
pub async fn check(stored: impl Into<String>, given: impl Into<String>) -> bool {
    let (stored, given) = (stored.into(), given.into());
    tokio::task::spawn_blocking(move || matches(&stored, &given)).await.unwrap_or(false)
}

/// [`hash_password`] away from the async threads.
pub async fn hash(password: impl Into<String>) -> Result<String, HashFault> {
    let password = password.into();
    tokio::task::spawn_blocking(move || hash_password(&password)).await.map_err(|error| HashFault::Hash(error.to_string()))?
}

/// A token as its holder keeps it: its name and its secret.
pub fn token_text(name: &str, secret: &str) -> String {
    format!("{name}.{secret}")
}

/// Name and secret of a token that somebody presents.
pub fn split_token(text: &str) -> Option<(&str, &str)> {
    text.trim().rsplit_once('.').filter(|(name, secret)| !name.is_empty() && !secret.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn password_and_pin_both_open() {
        let stored = hash_password_and_pin("yanshi-0203-demo", Some("000203")).unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(matches(&stored, "yanshi-0203-demo") && matches(&stored, "000203"));
        assert!(!matches(&stored, "000204") && !matches(&stored, "") && !matches("", "") && !matches("nonsense", "nonsense"));
    }

    #[test]
    fn a_token_opens_only_with_its_own_secret() {
        let secret = random_password().unwrap();
        let stored = hash_token(&secret).unwrap();
        assert!(!stored.contains(&secret));
        assert!(matches(&stored, &secret) && !matches(&stored, "other"));
        assert_ne!(hash_token(&secret).unwrap(), stored, "each has its own salt");
        assert_eq!(split_token(&token_text("county", &secret)), Some(("county", secret.as_str())));
        assert_eq!(split_token("nothing"), None);
    }

    #[test]
    fn a_one_time_password_is_typed_in_groups_and_never_twice_the_same() {
        let (one, other) = (one_time_password().unwrap(), one_time_password().unwrap());
        assert!(one != other && one.len() == 19 && one.split('-').all(|group| group.len() == 4), "{one}");
    }

    #[tokio::test]
    async fn a_devices_password_is_kept_for_either_broker_and_only_the_slow_hash_opens_here() {
        let stored = hash_of_device("a device's password".into()).await.unwrap();
        assert!(matches(&stored, "a device's password") && !matches(&stored, "another"));
        assert!(mosquitto::stored(&stored).is_some_and(|line| !matches(line, "a device's password")));
    }

    #[tokio::test]
    async fn checking_leaves_the_async_threads_free() {
        let stored = hash("long enough").await.unwrap();
        assert!(check(stored.clone(), "long enough").await && !check(stored, "wrong").await);
    }
}
