//! What several tests share: the checkout, a hall with its citizens and clerks, and waiting for a condition instead of for a while.

pub mod chance;
pub mod checkout;
pub mod citizen;
pub mod clerk;
pub mod hall;
pub mod mqtt;
pub mod program;
pub mod small;
pub mod wait;
