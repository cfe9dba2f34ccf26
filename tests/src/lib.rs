//! What several tests share: where the checkout is, and waiting for a condition instead of for a while.

pub mod checkout;
pub mod hub;
pub mod mqtt;
pub mod wait;
